/**
 * What Maven brings: its repositories, settings, project and exceptions, as the rest of the plugin knows them.
 */
@NullMarked
package org.pyflinkimage.mojo.maven;

import org.jspecify.annotations.NullMarked;
