package org.pyflinkimage.build.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pyflinkimage.facts.FlinkChanges;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.inspect.ContainerConfiguration;
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

    private BaseLosses() {}

    /**
     * Errors, then what is only to be known.
     *
     * @param spec of an image upon a base
     */
    public static List<Problem> of(ImageSpec spec, BaseFiles files, BaseParts parts) {
        BaseImage base = spec.layeredBase().orElseThrow();
        List<Problem> problems = new ArrayList<>();
        olderConfiguration(base, files, spec.combination().flink()).ifPresent(problems::add);
        problems.addAll(entrypoint(spec, files, parts.configuration()));
        BaseVariables.leadingAway(parts.configuration())
                .forEach((name, value) -> problems.add(leftOut(base, name, value)));
        return List.copyOf(problems);
    }

    /** Some releases ship one form of the file, but read the other alone where it is there. */
    private static Optional<Problem> olderConfiguration(BaseImage base, BaseFiles files, FlinkVersion flink) {
        List<ConfigurationFormat> read = FlinkChanges.shipped().configurationFormats(flink);
        UnixPath older = ImagePaths.CONF.resolve(ConfigurationFormat.FLAT.fileName());
        if (read.size() < 2 || files.tree().follow(older).isEmpty()) {
            return Optional.empty();
        }
        String newer = ConfigurationFormat.YAML.fileName();
        return Optional.of(Problem.declaration(
                        "PYF-941",
                        "the base `%s` has `%s`, which Flink %s reads instead of `%s`"
                                .formatted(base, older, flink, newer))
                .why("the image's configuration is in `%s`: what `<flinkConfig>` says would be lost".formatted(newer))
                .remedy("a base without `%s`, and its settings in `<flinkConfig>` (-Dpyflink.flinkConfig.KEY=VALUE)"
                        .formatted(older))
                .remedy("or no base: remove `<base>`, or " + Element.BASE.with("scratch")));
    }

    /** Where images of Flink have theirs, and its operator looks for it, is that of an image without a base too. */
    private static List<Problem> entrypoint(ImageSpec spec, BaseFiles files, ContainerConfiguration configuration) {
        BaseImage base = spec.layeredBase().orElseThrow();
        Invocation invocation = spec.container().invocation();
        boolean isThere = files.tree().find(ImagePaths.ENTRYPOINT).isPresent();
        if (invocation.runsThatOfBase() && !spec.extraDirectories().isEmpty()) {
            // They may bring one, with any rights.
            return noEntrypoint(base, configuration, invocation).stream().toList();
        }
        if (invocation.runsThatOfBase()) {
            return Stream.of(
                            noEntrypoint(base, configuration, invocation),
                            notRunnable(spec, files, configuration),
                            isThere ? Optional.<Problem>empty() : Optional.of(notWhereItIsLookedFor(base)))
                    .flatMap(Optional::stream)
                    .toList();
        }
        if (isThere) {
            return List.of(replaced(base, "that"));
        }
        return configuration.entrypoint().stream()
                .limit(invocation.whose() == Invocation.Whose.IMAGE ? 1 : 0)
                .map(program -> replaced(base, "`%s`".formatted(program)))
                .toList();
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
    private static Optional<Problem> notRunnable(
            ImageSpec spec, BaseFiles files, ContainerConfiguration configuration) {
        ContainerUser user = spec.container().user().orElse(ContainerUser.FLINK);
        return configuration.entrypoint().stream()
                .limit(1)
                .filter(program -> program.startsWith("/") && UnixPath.isTaken(program))
                .filter(program -> files.tree()
                        .follow(UnixPath.ROOT.resolveLink(program))
                        .filter(entry -> mayReach(entry, files.tree(), user))
                        .isEmpty())
                .map(program -> Problem.declaration(
                                "PYF-958",
                                "`%s`, which the base `%s` has as its entrypoint, cannot be run by the user `%s`"
                                        .formatted(program, spec.layeredBase().orElseThrow(), user))
                        .why("it is not there, or no program, or its rights keep that user from running it")
                        .remedy("a user who may: " + Element.USER.with("root"))
                        .remedy("or a base in which others may run it: `chmod a+rx` where it is made")
                        .withSeverity(Severity.WARNING))
                .findFirst();
    }

    private static boolean mayReach(FileTree.Entry program, FileTree tree, ContainerUser user) {
        boolean open = true;
        for (UnixPath folder = program.path().parent(); !folder.equals(UnixPath.ROOT); folder = folder.parent()) {
            open &= tree.find(folder)
                    .filter(entry -> mayRun(entry.node(), user))
                    .isPresent();
        }
        return open && !(program.node() instanceof FileNode.Directory) && mayRun(program.node(), user);
    }

    /** Of a folder, whether its user may enter it. */
    private static boolean mayRun(FileNode node, ContainerUser user) {
        int wanted =
                node.owner().user() == user.uid() ? 0100 : node.owner().group() == user.effectiveGid() ? 0010 : 0001;
        return (node.mode() & (user.isRoot() ? 0111 : wanted)) != 0;
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
