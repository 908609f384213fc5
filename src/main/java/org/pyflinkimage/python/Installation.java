package org.pyflinkimage.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pyflinkimage.python.UnpackedWheel.Member;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.PyFlinkException;
import org.pyflinkimage.value.Sha256;
import org.pyflinkimage.value.UnixPath;

/** Installs one wheel into a tree. */
final class Installation {

    /** What RECORD and INSTALLER say of the wheel's making, and what an installer writes of its own, is not taken over. */
    private static final Set<String> NOT_INSTALLED =
            Set.of("RECORD", "RECORD.jws", "RECORD.p7s", "INSTALLER", "REQUESTED", "direct_url.json");

    private static final String INSTALLER = "pyflink-maven-plugin\n";

    private final UnpackedWheel wheel;
    private final FileTree tree;
    private final VirtualEnvironment environment;
    private final Metadata metadata;
    private final Origin origin;
    private final Map<String, RecordEntry> record = new TreeMap<>();
    private final Overwriting overwriting;

    Installation(UnpackedWheel wheel, FileTree tree, VirtualEnvironment environment) {
        this.wheel = wheel;
        this.tree = tree;
        this.environment = environment;
        metadata = wheel.text("METADATA")
                .flatMap(Metadata::parse)
                .orElseThrow(() -> WheelCheck.problem(
                                "PYF-457", "the METADATA of `%s` has no name or version".formatted(wheel.distInfo()))
                        .toException());
        origin = new Origin(kindOf(metadata.name()), metadata.name().value());
        overwriting = new Overwriting(metadata.name(), environment.sitePackages());
    }

    /** pip changes on its own, and never with what a job requires; PyFlink with Flink alone. */
    private static LayerKind kindOf(NormalizedName name) {
        return switch (name.value()) {
            case "pip" -> LayerKind.PIP;
            case "apache-flink", "apache-flink-libraries" -> LayerKind.PYFLINK;
            default -> LayerKind.PYTHON_PACKAGES;
        };
    }

    InstalledDistribution run() {
        for (Member member : wheel.members()) {
            install(member);
        }
        for (EntryPoint command : commands()) {
            String script = environment.shebang() + command.scriptBody();
            put(environment.scripts().resolve(command.name()), FileNode.program(Content.of(script)));
        }
        put(inDistInfo("INSTALLER"), FileNode.file(INSTALLER));
        String path = relative(inDistInfo("RECORD"));
        record.put(path, RecordEntry.of(path));
        tree.replace(
                origin, inDistInfo("RECORD"), FileNode.file(InstallationRecord.write(List.copyOf(record.values()))));
        return new InstalledDistribution(metadata, overwriting.problems());
    }

    private void install(Member member) {
        String path = member.path();
        int slash = path.indexOf('/');
        String first = path.substring(0, Math.max(0, slash));
        if (path.contains("__pycache__/") || isReplaced(path)) {
            return;
        }
        if (first.endsWith(".data")) {
            installScheme(member, path.substring(slash + 1));
        } else {
            put(environment.sitePackages().resolve(path), node(member.executable(), member.content()));
        }
    }

    private boolean isReplaced(String path) {
        String prefix = wheel.distInfo() + "/";
        return path.startsWith(prefix) && NOT_INSTALLED.contains(path.substring(prefix.length()));
    }

    /** What a wheel wants elsewhere than in site-packages. */
    private void installScheme(Member member, String path) {
        int slash = path.indexOf('/');
        String scheme = path.substring(0, Math.max(0, slash));
        String rest = path.substring(slash + 1);
        switch (scheme) {
            case "purelib", "platlib" ->
                put(environment.sitePackages().resolve(rest), node(member.executable(), member.content()));
            case "data" -> put(environment.root().resolve(rest), node(member.executable(), member.content()));
            case "headers" ->
                put(environment.headers(metadata.name()).resolve(rest), node(member.executable(), member.content()));
            case "scripts" ->
                put(
                        environment.scripts().resolve(rest),
                        FileNode.program(ScriptContent.of(member.content(), environment)));
            default ->
                throw WheelCheck.problem(
                                "PYF-458",
                                "`%s` in `%s` belongs to no known scheme".formatted(member.path(), wheel.distInfo()))
                        .toException();
        }
    }

    private List<EntryPoint> commands() {
        String text = wheel.text("entry_points.txt").orElse("");
        List<Problem> problems = new ArrayList<>();
        for (String line : EntryPoint.consoleScriptLines(text)) {
            if (EntryPoint.parse(line).isEmpty()) {
                problems.add(WheelCheck.problem(
                        "PYF-455",
                        "`%s` has a command that names no function: `%s`".formatted(wheel.distInfo(), line)));
            }
        }
        PyFlinkException.throwIfAny(problems);
        return EntryPoint.installed(
                EntryPoint.consoleScripts(text), environment.python().line());
    }

    private void put(UnixPath path, RegularFile file) {
        Optional<FileTree.Entry> present = tree.find(path);
        if (present.isPresent() && overwriting.settles(present.get(), file)) {
            if (!isSame(present.get().node(), file)) {
                tree.replace(origin, path, file);
            }
        } else {
            tree.add(origin, path, file);
        }
        String relative = relative(path);
        Content content = file.content();
        record.put(relative, RecordEntry.of(relative, Sha256.parse(content.identity()), content.size()));
    }

    private static boolean isSame(FileNode present, RegularFile file) {
        return present instanceof RegularFile other
                && other.content().identity().equals(file.content().identity())
                && other.mode() == file.mode();
    }

    private UnixPath inDistInfo(String name) {
        return environment.sitePackages().resolve(wheel.distInfo() + "/" + name);
    }

    private String relative(UnixPath path) {
        return path.relativeTo(environment.sitePackages());
    }

    /** As pip: any executable bit makes a program, nothing else of the mode counts. */
    private static RegularFile node(boolean executable, Content content) {
        return executable ? FileNode.program(content) : FileNode.file(content);
    }
}
