package org.pyflinkimage.debian;

import java.util.Optional;
import org.pyflinkimage.value.JavaVersion;
import org.pyflinkimage.value.Platform;

/**
 * What an operating system's packages were chosen for.
 *
 * @param python the release line of the interpreter among them, {@code 3.11}; empty where there is none
 */
public record SystemOptions(JavaVersion java, Optional<String> python, Platform platform) {}
