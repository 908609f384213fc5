package org.pyflinkimage.resolve.python;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pyflinkimage.python.MarkerEnvironment;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.resolve.index.IndexVariables;
import org.pyflinkimage.resolve.uv.SdistTable;
import org.pyflinkimage.resolve.uv.UvSession.Question;
import org.pyflinkimage.resolve.uv.UvTarget;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.value.BuildLog;
import org.pyflinkimage.value.PyFlinkException;

/** The declared requirements, whatever form they are in, written anew in the one form that uv is given. */
final class RequirementFiles {

    private static final String OWN = "requirements.txt";

    private final Scratch scratch;
    private final MarkerEnvironment markers;
    private final IndexVariables logins;
    private final RequirementWriter writer;
    private final List<Path> projects = new ArrayList<>();

    /**
     * Files for one resolution.
     *
     * @param writer writes lines for uv
     * @param markers what decides which packages a lock file asks for
     * @param logins of the indexes that projects name
     */
    RequirementFiles(Scratch scratch, RequirementWriter writer, MarkerEnvironment markers, IndexVariables logins) {
        this.scratch = scratch;
        this.writer = writer;
        this.markers = markers;
        this.logins = logins;
    }

    /**
     * What to hand to uv.
     *
     * @param files the files
     * @param constraints what limits versions only
     * @param options of uv's command line
     */
    record Prepared(List<Path> files, List<String> constraints, List<String> options) {

        /** The same after another file. */
        Prepared after(Path first) {
            List<Path> all = new ArrayList<>(List.of(first));
            all.addAll(files);
            return new Prepared(all, constraints, options);
        }

        Question question(SdistTable sdists, UvTarget target) {
            return new Question(files, sdists, target).with(constraints, options);
        }
    }

    /**
     * Writes them.
     *
     * @throws PyFlinkException {@code PYF-488} with all that is malformed, {@code PYF-489} with all packages of a {@code pylock.toml}
     *     that cannot be pinned, {@code PYF-494} with all that would have to be built
     */
    Prepared prepare(DeclaredRequirements requirements, BuildLog log) {
        requirements.declared().lines().forEach(writer::add);
        requirements.structured().forEach(this::add);
        UvInput input = writer.result();
        writer.warnings().forEach(log::warn);
        List<Path> files = new ArrayList<>(List.of(scratch.write(OWN, input.text())));
        files.addAll(projects);
        return new Prepared(files, input.constraints(), input.options());
    }

    private void add(StructuredFile file) {
        writer.refuse(file.refusals(markers));
        List<RequirementLine> lines = file.lines(markers);
        file.addressesWithVariables(markers).forEach(address -> writer.requireValues(address, file.place()));
        file.indexSources(markers, writer::expanded, logins)
                .ifPresentOrElse(sources -> addProject(lines, sources), () -> lines.forEach(writer::add));
    }

    /** Where a project says which index a package comes from, it stays a project, so that uv hears that. */
    private void addProject(List<RequirementLine> lines, IndexSources sources) {
        List<String> rendered =
                lines.stream().flatMap(line -> writer.render(line).stream()).toList();
        Path own = scratch.folder("project-%s".formatted(projects.size())).resolve("pyproject.toml");
        projects.add(scratch.write(scratch.folder().relativize(own).toString(), sources.project(rendered)));
    }
}
