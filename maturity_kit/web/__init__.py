"""What every server of ours needs: keys, headers, ports, and whose request this is."""
