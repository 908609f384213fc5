/**
 * The machine that a build runs on: its environment ({@link org.pyflinkimage.system.Environment}), programs and their runs ({@link
 * org.pyflinkimage.system.Command}), files that appear whole or not at all ({@link org.pyflinkimage.system.WholeFile}), folders
 * for one piece of work ({@link org.pyflinkimage.system.Scratch}), work that is done in parallel ({@link
 * org.pyflinkimage.system.ParallelWork}) and how work ends that is interrupted ({@link org.pyflinkimage.system.Interruption}).
 * Says how a thing of the machine is used, and knows nothing of what it is used for.
 */
@NullMarked
package org.pyflinkimage.system;

import org.jspecify.annotations.NullMarked;
