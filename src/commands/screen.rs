//! What is known of the terminal: whether there is one, how wide it is, whether it shows colour.
