package org.pyflinkimage.resolve.sources;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A build backend: what it makes of a project's folder. */
interface Backend {

    /** Of files whose name says that they are a licence's. */
    List<String> LICENSES = List.of("LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*");

    /** By what {@code build-backend} names. */
    Map<String, Backend> BY_NAME = Map.of(
            "setuptools.build_meta", new SetuptoolsBackend(),
            "setuptools.build_meta:__legacy__", new SetuptoolsBackend(),
            "hatchling.build", new HatchlingBackend(),
            "poetry.core.masonry.api", new PoetryBackend(),
            "flit_core.buildapi", new FlitBackend(),
            "flit.buildapi", new FlitBackend(),
            "uv_build", new UvBackend());

    /**
     * What a project says of itself.
     *
     * @param pyproject its {@code pyproject.toml}; empty where it has none
     * @throws NeedsRunning where something of it would have to be run
     */
    Description description(FolderFiles files, JsonNode pyproject);

    /** The files of its wheel. */
    Layout layout(FolderFiles files, JsonNode pyproject, Description description);
}
