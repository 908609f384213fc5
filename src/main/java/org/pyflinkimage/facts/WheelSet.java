package org.pyflinkimage.facts;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.value.Platform;

/** The CPython lines that a release has wheels for, by platform. */
public record WheelSet(Map<Platform, NavigableSet<PythonMinor>> byPlatform) {

    public WheelSet {
        byPlatform = Map.copyOf(byPlatform);
    }

    /** In ascending order; empty where the platform has no wheel at all. */
    public NavigableSet<PythonMinor> on(Platform platform) {
        return byPlatform.getOrDefault(platform, Collections.emptyNavigableSet());
    }

    /** The Python lines that some platform has a wheel for. */
    public NavigableSet<PythonMinor> anywhere() {
        NavigableSet<PythonMinor> all = new TreeSet<>();
        byPlatform.values().forEach(all::addAll);
        return all;
    }
}
