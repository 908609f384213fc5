package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A build backend with a project: what it makes of the project's folder. */
interface Backend {

    /** Of files whose name says that they are a licence's. */
    List<String> LICENSES = List.of("LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*");

    /** By what {@code build-backend} names. */
    Map<String, Kind> BY_NAME = Map.of(
            "setuptools.build_meta", SetuptoolsBackend::of,
            "setuptools.build_meta:__legacy__", SetuptoolsBackend::of,
            "hatchling.build", (files, pyproject, published) -> new HatchlingBackend(files, pyproject),
            "poetry.core.masonry.api", (files, pyproject, published) -> new PoetryBackend(files, pyproject),
            "flit_core.buildapi", (files, pyproject, published) -> new FlitBackend(files, pyproject),
            "flit.buildapi", (files, pyproject, published) -> new FlitBackend(files, pyproject),
            "uv_build", (files, pyproject, published) -> new UvBackend(files, pyproject));

    /** Which backend it is. */
    @FunctionalInterface
    interface Kind {

        /**
         * It with a project.
         *
         * @param pyproject the project's {@code pyproject.toml}; empty where it has none
         * @param published what a source distribution's publisher wrote into it; empty for other folders
         * @throws NeedsRunning where something of it would have to be run
         */
        Backend of(FolderFiles files, JsonNode pyproject, Optional<PublishedMetadata> published);
    }

    /**
     * What the project says of itself.
     *
     * @throws NeedsRunning where something of it would have to be run
     */
    Description description();

    /** The files of its wheel. */
    Layout layout(Description description);
}
