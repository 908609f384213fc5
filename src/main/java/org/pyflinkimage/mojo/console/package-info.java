/**
 * What people see of a build under way: lines of Maven's log, and a progress bar where somebody watches.
 */
@NullMarked
package org.pyflinkimage.mojo.console;

import org.jspecify.annotations.NullMarked;
