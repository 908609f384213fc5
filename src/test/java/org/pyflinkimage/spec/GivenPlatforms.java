package org.pyflinkimage.spec;

import java.util.Optional;
import org.pyflinkimage.value.Platform;

/** What a machine of a test runs. */
public record GivenPlatforms(Optional<Platform> host, Optional<Platform> daemon) implements MachinePlatforms {}
