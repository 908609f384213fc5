/**
 * The whole flow from specs to built images: a {@code Road} is one of two ways, and {@code ImageBuild} reads as the story of the first.
 * Below lie what comes before ({@code validation}), how an image is laid out ({@code layout}), and what a container is told that an
 * image is built in ({@code container}).
 */
@NullMarked
package org.pyflinkimage.build;

import org.jspecify.annotations.NullMarked;
