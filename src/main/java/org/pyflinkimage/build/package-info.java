/**
 * The whole flow from a spec to built images; {@code ImageBuild} reads as the story.
 */
@NullMarked
package org.pyflinkimage.build;

import org.jspecify.annotations.NullMarked;
