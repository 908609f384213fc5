/**
 * The machine that a build runs on: its environment ({@link org.pyflinkimage.system.Environment}) and the logins that it knows.
 * Says how a thing of the machine is used, and knows nothing of what it is used for.
 */
@NullMarked
package org.pyflinkimage.system;

import org.jspecify.annotations.NullMarked;
