"""Requests that nobody should send, made from a source of chance; `bench.hostile` sends them."""
