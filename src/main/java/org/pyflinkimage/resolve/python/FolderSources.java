package org.pyflinkimage.resolve.python;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pyflinkimage.python.NormalizedName;
import org.pyflinkimage.resolve.index.Toml;
import org.pyflinkimage.resolve.sources.Sibling;
import org.pyflinkimage.resolve.sources.SourceProject;

/**
 * Where a folder of sources takes what it requires from: places that it names itself, and those that its workspace names for all members.
 * By their names alone they would be asked for at an index, where anybody could have registered them.
 *
 * @param placed what has a place
 * @param missing why something has none though it should, sentences without their ends
 */
record FolderSources(List<Placed> placed, Set<String> missing) {

    private static final String SOURCES = "/tool/uv/sources";

    FolderSources {
        placed = List.copyOf(placed);
        missing = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(missing));
    }

    /** A place of a distribution. */
    record Placed(NormalizedName name, RequiredAddress address) {}

    /**
     * Those of what a project requires.
     *
     * @param folder of the project, absolute
     * @param workspaces that were met before
     */
    static FolderSources of(Path folder, SourceProject project, Workspaces workspaces) {
        Search search = new Search(folder, project, workspaces.around(folder));
        search.ownPlaces();
        search.placesOfWorkspace();
        return new FolderSources(search.placed, search.missing);
    }

    /**
     * One line for each place, the same on every machine.
     *
     * @param folder of the project, absolute
     */
    List<String> lines(Path folder) {
        List<String> lines = new ArrayList<>(missing);
        placed.forEach(it -> lines.add(it.name() + " " + it.address().from(folder)));
        return lines;
    }

    private static final class Search {

        private final Path folder;
        private final SourceProject project;
        private final Optional<WorkspaceMembers> workspace;
        private final List<Placed> placed = new ArrayList<>();
        private final Set<String> missing = new LinkedHashSet<>();

        Search(Path folder, SourceProject project, Optional<WorkspaceMembers> workspace) {
            this.folder = folder;
            this.project = project;
            this.workspace = workspace;
        }

        void ownPlaces() {
            for (Sibling sibling : project.siblings()) {
                if (!project.requires(sibling.name().value())) {
                    continue;
                }
                if (sibling.address().isEmpty()) {
                    member(sibling.name());
                } else {
                    placed.add(new Placed(sibling.name(), new RequiredAddress(sibling.address(), folder)));
                }
            }
        }

        /** What a project says of a distribution itself, were it an index, stands before what its workspace says. */
        void placesOfWorkspace() {
            Set<String> own = new TreeSet<>();
            Toml.readIfPresent(folder.resolve(WorkspaceMembers.PROJECT))
                    .at(SOURCES)
                    .fieldNames()
                    .forEachRemaining(name -> own.add(NormalizedName.normalized(name)));
            placed.forEach(it -> own.add(it.name().value()));
            workspace.ifPresent(around -> around.sources().forEach((named, entries) -> {
                if (!own.contains(named) && project.requires(named)) {
                    entries.forEach(source -> place(NormalizedName.of(named), source, around));
                }
            }));
        }

        private void place(NormalizedName name, JsonNode source, WorkspaceMembers around) {
            String named = source.path("path").asText(source.path("url").asText());
            if (source.has("git")) {
                missing.add("its workspace takes `%s` from a repository of sources".formatted(name));
            } else if (!named.isEmpty()) {
                placed.add(new Placed(name, new RequiredAddress(named, around.folder())));
            } else if (source.path("workspace").asBoolean()) {
                member(name);
            } else if (!source.has("index")) {
                missing.add("its workspace takes `%s` from a place that is not understood".formatted(name));
            }
        }

        private void member(NormalizedName name) {
            Optional<Path> member = workspace.flatMap(around -> around.member(name));
            member.ifPresentOrElse(
                    place -> placed.add(new Placed(name, new RequiredAddress(place.toString(), folder))),
                    () -> missing.add("it takes `%s` from its workspace, and %s"
                            .formatted(
                                    name,
                                    workspace.isPresent()
                                            ? "no member of that is called so"
                                            : "no workspace is around it")));
        }
    }
}
