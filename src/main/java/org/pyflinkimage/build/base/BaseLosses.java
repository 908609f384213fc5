package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.facts.FlinkChanges;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.inspect.ContainerConfiguration;
import org.pyflinkimage.inspect.Rights;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.value.BaseImage;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.Problem.Severity;
import org.pyflinkimage.value.UnixPath;

/** What a base and an image have both, of which one is lost without a word. */
public final class BaseLosses {

    private static final UnixPath OLDER = ImagePaths.CONF.resolve(ConfigurationFormat.FLAT.fileName());

    private BaseLosses() {}

    /**
     * Errors, then what is only to be known.
     *
     * @param spec of an image upon a base
     */
    public static List<Problem> of(ImageSpec spec, BaseFiles files, BaseParts parts) {
        BaseImage base = spec.layeredBase().orElseThrow();
        List<Problem> problems = new ArrayList<>();
        boolean hasOlder = files.tree().follow(OLDER).isPresent();
        olderConfiguration(base, hasOlder, spec.combination().flink()).ifPresent(problems::add);
        problems.addAll(entrypoint(spec, files, parts.configuration()));
        BaseVariables.leadingAway(parts.configuration())
                .forEach((name, value) -> problems.add(leftOut(base, name, value)));
        return List.copyOf(problems);
    }

    /**
     * Some releases ship one form of the file, but read the other alone where it is there.
     *
     * @param hasOlder whether the base has that
     */
    static Optional<Problem> olderConfiguration(BaseImage base, boolean hasOlder, FlinkVersion flink) {
        List<ConfigurationFormat> read = FlinkChanges.shipped().configurationFormats(flink);
        if (read.size() < 2 || !hasOlder) {
            return Optional.empty();
        }
        String newer = ConfigurationFormat.YAML.fileName();
        return Optional.of(Problem.declaration(
                        "PYF-941",
                        "the base `%s` has `%s`, which Flink %s reads instead of `%s`"
                                .formatted(base, OLDER, flink, newer))
                .why("the image's configuration is in `%s`: what `<flinkConfig>` says would be lost".formatted(newer))
                .remedy("a base without `%s`, and its settings in `<flinkConfig>` (-Dpyflink.flinkConfig.KEY=VALUE)"
                        .formatted(OLDER))
                .remedy("or no base: remove `<base>`, or " + Element.BASE.with("scratch")));
    }

    private static List<Problem> entrypoint(ImageSpec spec, BaseFiles files, ContainerConfiguration configuration) {
        return spec.container().invocation().runsThatOfBase()
                ? ofBase(spec, files, configuration)
                : notOfBase(spec, files, configuration);
    }

    private static List<Problem> ofBase(ImageSpec spec, BaseFiles files, ContainerConfiguration configuration) {
        BaseImage base = spec.layeredBase().orElseThrow();
        List<Problem> problems = new ArrayList<>();
        noEntrypoint(base, configuration, spec.container().invocation()).ifPresent(problems::add);
        // Those may bring one, with any rights.
        if (spec.extraDirectories().isEmpty()) {
            notRunnable(spec, files.tree(), configuration).ifPresent(problems::add);
            if (!hasUsual(files)) {
                problems.add(notWhereItIsLookedFor(base));
            }
        }
        return problems;
    }

    private static List<Problem> notOfBase(ImageSpec spec, BaseFiles files, ContainerConfiguration configuration) {
        BaseImage base = spec.layeredBase().orElseThrow();
        if (hasUsual(files)) {
            return List.of(replaced(base, "that"));
        }
        boolean isChosen = spec.container().invocation().whose() == Invocation.Whose.DECLARED;
        return isChosen || configuration.entrypoint().isEmpty()
                ? List.of()
                : List.of(replaced(
                        base, "`%s`".formatted(configuration.entrypoint().get(0))));
    }

    /** Where images of Flink have theirs, and its operator looks for it, is that of an image without a base too. */
    private static boolean hasUsual(BaseFiles files) {
        return files.tree().find(ImagePaths.ENTRYPOINT).isPresent();
    }

    private static Optional<Problem> noEntrypoint(
            BaseImage base, ContainerConfiguration configuration, Invocation invocation) {
        boolean isNone = configuration.entrypoint().isEmpty()
                && configuration.command().isEmpty()
                && invocation.command().isEmpty();
        return isNone
                ? Optional.of(
                        Problem.declaration("PYF-957", "the base `%s` has no entrypoint and no command".formatted(base))
                                .why("`<entrypoint>` says that containers run the base's")
                                .remedy("a command: " + Element.COMMAND.with("jobmanager"))
                                .remedy("or the image's own: remove " + Element.ENTRYPOINT.named()))
                : Optional.empty();
    }

    /** A program that is named by its path; who looks one up finds what the image has on its PATH. */
    private static Optional<Problem> notRunnable(ImageSpec spec, FileTree tree, ContainerConfiguration configuration) {
        ContainerUser user = spec.container().user().orElse(ContainerUser.FLINK);
        return configuration.entrypoint().stream()
                .findFirst()
                .filter(program -> UnixPath.ofWritten(program)
                        .filter(path -> tree.follow(path)
                                .filter(entry -> mayReach(entry, tree, user))
                                .isEmpty())
                        .isPresent())
                .map(program -> Problem.declaration(
                                "PYF-958",
                                "`%s`, which the base `%s` has as its entrypoint, cannot be run by the user `%s`"
                                        .formatted(program, spec.layeredBase().orElseThrow(), user))
                        .why("it is not there, or no program, or its rights keep that user from running it")
                        .remedy("a user who may: " + Element.USER.with("root"))
                        .remedy("or a base in which others may run it: `chmod a+rx` where it is made")
                        .withSeverity(Severity.WARNING));
    }

    private static boolean mayReach(FileTree.Entry program, FileTree tree, ContainerUser user) {
        return !(program.node() instanceof FileNode.Directory)
                && ClosedFolders.upwards(program.path())
                        .allMatch(path -> tree.find(path)
                                .filter(entry -> mayRun(entry.node(), user))
                                .isPresent());
    }

    /** Of a folder, whether its user may enter it. Root enters any folder, but runs no program that nobody may run. */
    private static boolean mayRun(FileNode node, ContainerUser user) {
        Rights rights =
                new Rights(node.mode(), node.owner().user(), node.owner().group());
        return user.isRoot()
                ? node instanceof FileNode.Directory || (node.mode() & 0111) != 0
                : ClosedFolders.lets(rights, user);
    }

    private static Problem notWhereItIsLookedFor(BaseImage base) {
        return Problem.declaration(
                        "PYF-959",
                        "the image has no `%s`, as the base `%s` has none".formatted(ImagePaths.ENTRYPOINT, base))
                .why("Flink's operator, and Flink on Kubernetes by itself, start that whatever the image says")
                .remedy("the image's own: remove " + Element.ENTRYPOINT.named())
                .remedy("or nothing, where neither runs it")
                .withSeverity(Severity.NOTE);
    }

    /** @param what of the base the image does not run */
    private static Problem replaced(BaseImage base, String what) {
        return Problem.declaration(
                        "PYF-954",
                        "the image has a `%s` of its own, not %s of the base `%s`"
                                .formatted(ImagePaths.ENTRYPOINT, what, base))
                .why("Flink's operator starts what lies there, and the image's knows its Python and its configuration")
                .remedy("nothing; or containers that run the base's: " + Element.ENTRYPOINT.with("base"))
                .withSeverity(Severity.NOTE);
    }

    private static Problem leftOut(BaseImage base, String name, String value) {
        return Problem.declaration(
                        "PYF-942", "the image does not have `%s=%s` of the base `%s`".formatted(name, value, base))
                .why("the image's programs would take for theirs what lies there, instead of what the image has in `%s`"
                        .formatted(ImagePaths.FLINK_HOME))
                .remedy("nothing; or a base without it")
                .remedy(
                        "where it is meant, declare it: `<environment><%s>...</%s></environment>` (-Dpyflink.environment.%s)"
                                .formatted(name, name, name))
                .withSeverity(Severity.NOTE);
    }
}
