package org.pyflinkimage.spec;

import java.util.List;
import org.pyflinkimage.flink.FlinkVersion;

/** The versions that a declaration may name. */
@FunctionalInterface
public interface KnownVersions {

    /** All known Flink releases, oldest first; at least one. */
    List<FlinkVersion> flink();
}
