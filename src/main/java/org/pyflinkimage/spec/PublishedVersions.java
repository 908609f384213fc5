package org.pyflinkimage.spec;

import java.util.List;

/** The versions of jars in the user's Maven repositories. This room does no IO, so whoever calls it looks them up. */
@FunctionalInterface
public interface PublishedVersions {

    /** What is known where nobody can be asked. */
    PublishedVersions NONE = (groupId, artifactId, range) -> List.of();

    /**
     * The versions of an artifact, oldest first; empty where none is known, or nobody can be reached.
     *
     * @param range in the notation of Maven: {@code [1.0,2.0)}
     */
    List<String> of(String groupId, String artifactId, String range);
}
