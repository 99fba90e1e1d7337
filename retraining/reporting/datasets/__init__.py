"""Files of the export, one module each. To add one: a row class, its columns, its reader.

A column names the model fields that it is made from. Their classes stand in the codebook, and a
test refuses a column made from an identifying or unblinding field.
"""
