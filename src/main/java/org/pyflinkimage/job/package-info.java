/**
 * The files of a job and of extra directories: which of their folders an image gets, which of them look like secrets, and whether
 * somebody brings jars at run time. {@code ChosenFiles} and {@code ExtraFiles} are what comes out; who judges a job and who builds it
 * read the same. Knows no tree and no rule.
 */
@NullMarked
package org.pyflinkimage.job;

import org.jspecify.annotations.NullMarked;
