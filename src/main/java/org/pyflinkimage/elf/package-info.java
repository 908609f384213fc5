/**
 * ELF files: what a program or a library says of the libraries that it needs. Reads bytes from wherever they are, and knows nothing of an image.
 */
@NullMarked
package org.pyflinkimage.elf;

import org.jspecify.annotations.NullMarked;
