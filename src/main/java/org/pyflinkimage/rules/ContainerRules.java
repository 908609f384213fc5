package org.pyflinkimage.rules;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pyflinkimage.facts.Base;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.facts.Libc.Glibc;
import org.pyflinkimage.facts.Libc.Musl;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.python.PythonMinor;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.value.Compression;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.GlibcVersion;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem.Severity;

/** Rules about the base image, the user and the variables that an image is to have. */
final class ContainerRules {

    /** What stands between names in {@code ENABLE_BUILT_IN_PLUGINS}, as the entrypoint reads it. */
    static final Pattern PLUGINS_APART = Pattern.compile("[; \t\r\n]+");

    /** The template of the image's entrypoint, where a user has one in a folder of templates. */
    static final String OWN_ENTRYPOINT = ImagePaths.ENTRYPOINT.name() + ".ftl";

    private static final String OFF =
            "where it is meant: `<rules><PYF-278>off</PYF-278></rules>` (-Dpyflink.rules.PYF-278=off)";

    private static final Pattern PLUGIN = Pattern.compile("(.+?)(?:-([0-9]+\\.[0-9]+\\.[0-9]+))?(?:\\.jar)?");

    private static final String DOCKER = "https://github.com/apache/flink-docker";

    private ContainerRules() {}

    static List<Rule> rules() {
        return List.of(
                new Rule("PYF-218", Severity.ERROR, "built-in plugins have Flink's version", ContainerRules::plugins),
                new Rule("PYF-219", Severity.WARNING, "the image does not run as root", ContainerRules::root),
                new Rule("PYF-240", Severity.ERROR, "the base image has glibc", ContainerRules::musl),
                new Rule("PYF-241", Severity.ERROR, "the base image's glibc is new enough", ContainerRules::glibc),
                new Rule(
                        "PYF-242",
                        Severity.ERROR,
                        "the base image's Python is the declared one",
                        ContainerRules::python),
                new Rule("PYF-243", Severity.ERROR, "the base image's Java is the declared one", ContainerRules::java),
                new Rule(
                        "PYF-244", Severity.ERROR, "the base image's Flink is the declared one", ContainerRules::flink),
                new Rule("PYF-245", Severity.NOTE, "the base image is pinned", ContainerRules::floating),
                new Rule(
                        "PYF-278",
                        Severity.NOTE,
                        "containers go through the image's entrypoint",
                        ContainerRules::entrypoint),
                new Rule(
                        "PYF-280",
                        Severity.WARNING,
                        "an entrypoint of one's own is in the image",
                        ContainerRules::unusedEntrypoint),
                new Rule("PYF-281", Severity.NOTE, "all that runs containers reads the layers", ContainerRules::zstd));
    }

    private static List<Finding> zstd(Candidate candidate) {
        if (candidate.spec().destination().compression() != Compression.ZSTD) {
            return List.of();
        }
        if (candidate.spec().hints().builder().isPresent()) {
            return List.of(Finding.of("`zstd` in `<compression>` has no effect: a builder compresses as it does")
                    .remedy("without it, or without " + Element.BUILDER.named()));
        }
        return List.of(Finding.of("the layers are compressed by zstd, which not all that runs containers reads")
                .why(
                        "Docker reads it from 23.0 on, containerd from 1.5, podman and buildah for years; older ones say `invalid tar header`")
                .remedy("for all of them: " + Element.COMPRESSION.with(Compression.GZIP))
                .remedy(
                        "where they are new enough: `<rules><PYF-281>off</PYF-281></rules>` (-Dpyflink.rules.PYF-281=off)")
                .source("https://docs.docker.com/engine/release-notes/23.0/"));
    }

    private static List<Finding> unusedEntrypoint(Candidate candidate) {
        boolean isUnused = candidate.spec().container().invocation().runsThatOfBase()
                && candidate.subject().texts().configuration().containsKey(OWN_ENTRYPOINT);
        return isUnused
                ? List.of(Finding.of("`%s` in `<templates>` is not in the image".formatted(OWN_ENTRYPOINT))
                        .why("`<entrypoint>` says that containers run the base's, so that the image brings none")
                        .remedy("the image's own, which that template makes: remove " + Element.ENTRYPOINT.named())
                        .remedy("or delete the file in " + Element.TEMPLATES.named()))
                : List.of();
    }

    private static List<Finding> entrypoint(Candidate candidate) {
        Invocation invocation = candidate.spec().container().invocation();
        if (invocation.runsOwnEntrypoint()) {
            return List.of();
        }
        if (invocation.runsThatOfBase()) {
            return List.of(Finding.of("containers go through the entrypoint of the base, of which nothing is known")
                    .why("whether `%s` and mounted files get into Flink's configuration is for it to say"
                            .formatted(FoundSettings.VARIABLE))
                    .why(
                            "rendered Compose files and manifests give it `jobmanager`, `taskmanager` and `standalone-job`, which"
                                    + " that of the official images knows")
                    .remedy("without " + Element.ENTRYPOINT.named() + ": the image's own")
                    .remedy(OFF)
                    .source(DOCKER));
        }
        return List.of(Finding.of("`%s` in `<entrypoint>` takes the place of `%s`"
                        .formatted(invocation.entrypoint().get(0), ImagePaths.ENTRYPOINT))
                .why("nothing merges `%s` and mounted files into Flink's configuration"
                        .formatted(FoundSettings.VARIABLE))
                .why(
                        "`jobmanager`, `taskmanager` and `standalone-job`, which rendered Compose files and manifests say, mean"
                                + " nothing to another program")
                .remedy("behind another program: "
                        + Element.ENTRYPOINT.with("/usr/bin/tini -- " + ImagePaths.ENTRYPOINT))
                .remedy(OFF)
                .source(DOCKER));
    }

    /**
     * In {@code opt/} lie PyFlink's own two jars and the declared parts; file systems that are declared as connectors lie in {@code
     * plugins/}, and the entrypoint takes them for enabled.
     */
    private static List<Finding> plugins(Candidate candidate) {
        if (!candidate.spec().container().invocation().runsOwnEntrypoint()) {
            return List.of();
        }
        String plugins = candidate.subject().container().environment().getOrDefault("ENABLE_BUILT_IN_PLUGINS", "");
        return PLUGINS_APART
                .splitAsStream(plugins)
                .filter(name -> !name.isEmpty())
                .map(PLUGIN::matcher)
                .filter(Matcher::matches)
                .filter(plugin -> !isThere(plugin.group(), candidate))
                .map(plugin -> noPlugin(plugin, candidate))
                .toList();
    }

    private static boolean isThere(String jar, Candidate candidate) {
        return OtherFiles.mayBring(ImagePaths.OPT, candidate.spec())
                || OtherFiles.mayBring(ImagePaths.PLUGINS, candidate.spec())
                || isBrought(jar, candidate)
                || jar.matches("flink-(python|sql-client)-"
                        + Pattern.quote(candidate.flink().toString()) + "\\.jar")
                || PartRules.parts(candidate).stream()
                        .anyMatch(part -> part.fileName(candidate.flink()).equals(jar))
                || candidate.spec().connectors().stream()
                        .filter(connector -> connector.fileName().equals(jar))
                        .map(candidate.spec()::placeOf)
                        .anyMatch(place -> place.startsWith(ImagePaths.OPT) || place.startsWith(ImagePaths.PLUGINS));
    }

    /** A reporter, which PyFlink has in {@code plugins/}. */
    private static boolean isBrought(String jar, Candidate candidate) {
        String version = "-" + candidate.flink() + ".jar";
        return jar.endsWith(version)
                && ConnectorRules.isPlugin(
                        DistributionPart.GROUP + ":" + jar.substring(0, jar.length() - version.length()), candidate);
    }

    private static Finding noPlugin(Matcher plugin, Candidate candidate) {
        Finding finding = Finding.of("the image has no plugin `%s`".formatted(plugin.group()))
                .why(
                        "a container would end at once over `ENABLE_BUILT_IN_PLUGINS`, which has names of files in `%s`, apart by `;`"
                                .formatted(ImagePaths.OPT))
                .source("pkg:pypi/apache-flink-libraries@" + candidate.release().version());
        Optional<DistributionPart> part =
                PartRules.find(plugin.group(1)).filter(known -> known.isOf(candidate.flink()));
        if (part.isEmpty()) {
            return finding.remedy("the whole name of one of %s: `%s`"
                            .formatted(
                                    Element.DISTRIBUTION.named(), "flink-s3-fs-presto-" + candidate.flink() + ".jar"))
                    .remedy("or its jar in %s, and no variable".formatted(Element.CONNECTORS.named()));
        }
        String file = part.get().fileName(candidate.flink());
        boolean declared = PartRules.parts(candidate).contains(part.get());
        return (declared
                        ? finding.remedy("its whole name: `%s`".formatted(file))
                        : finding.remedy(PartRules.with(part.get().name(), candidate)
                                + (plugin.group().equals(file) ? "" : ", and its whole name, `%s`".formatted(file))))
                .remedy("`<connector>%s:%s:%s</connector>` in %s, which is laid out as a plugin, and no variable"
                        .formatted(
                                DistributionPart.GROUP,
                                part.get().artifact(),
                                candidate.flink(),
                                Element.CONNECTORS.named()));
    }

    private static List<Finding> root(Candidate candidate) {
        return candidate.subject().container().user().stream()
                .filter(ContainerUser::isRoot)
                .map(user -> Finding.of("the image would run as root")
                        .why("Flink needs no rights of root, and many clusters refuse such containers")
                        .remedy("leave `<user>` out: `%s`, called `%s`, is the user of the official images"
                                .formatted(ContainerUser.FLINK, FlinkUser.NAME))
                        .source(DOCKER))
                .toList();
    }

    private static List<Finding> musl(Candidate candidate) {
        return base(candidate)
                .filter(base -> base.libc().filter(Musl.class::isInstance).isPresent())
                .map(base -> Finding.of("the base image `%s` has musl, PyFlink needs glibc".formatted(base.reference()))
                        .why("apache-flink, apache-beam and pemja were never published as musllinux wheels")
                        .remedy("leave %s out, or take Debian or Ubuntu: `debian:bookworm-slim`"
                                .formatted(Element.BASE.named()))
                        .source(candidate.release().source()))
                .stream()
                .toList();
    }

    private static List<Finding> glibc(Candidate candidate) {
        GlibcVersion oldest = candidate.facts().standalones().oldestGlibc();
        return base(candidate).stream()
                .flatMap(base -> base.libc().stream()
                        .filter(Glibc.class::isInstance)
                        .map(libc -> ((Glibc) libc).version())
                        .filter(version -> version.compareTo(oldest) < 0)
                        .map(version -> Finding.of("the base image `%s` has glibc %s, the wheels need %s"
                                        .formatted(base.reference(), version, oldest))
                                .remedy("a newer base in " + Element.BASE.named())
                                .source(candidate.release().source())))
                .toList();
    }

    private static List<Finding> python(Candidate candidate) {
        return versions(candidate)
                .filter(versions -> !versions.python().equals(Optional.of(candidate.python())))
                .map(versions -> versions.python()
                        .map(python -> otherPython(python, candidate))
                        .orElseGet(ContainerRules::noPython))
                .stream()
                .toList();
    }

    private static Finding otherPython(PythonMinor python, Candidate candidate) {
        return Finding.of("the base image goes with Python %s, declared is %s".formatted(python, candidate.python()))
                .why(
                        "the Dockerfile installs the Python of the base image's archive, and compiled packages fit one line alone")
                .remedy(Element.PYTHON.with(python))
                .remedy("leave %s out: the one that goes with Python %s is chosen"
                        .formatted(Element.BASE.named(), candidate.python()))
                .source("https://github.com/apache/flink/pull/17154");
    }

    private static Finding noPython() {
        return Finding.of("the base image has no Python of its own")
                .why(
                        "the official Flink images bring Flink and Java; Python has to come from the archive of their system")
                .remedy("the Python of that system, where its archive has another: " + Element.PYTHON.named())
                .remedy("or leave %s out: the image gets Flink, Java and Python".formatted(Element.BASE.named()))
                .source("https://github.com/apache/flink/pull/17154")
                .milder(Severity.NOTE);
    }

    private static List<Finding> java(Candidate candidate) {
        return versions(candidate)
                .flatMap(Base.Versions::java)
                .filter(java -> !java.equals(candidate.java()))
                .map(java -> Finding.of("the base image has Java %s, declared is %s".formatted(java, candidate.java()))
                        .remedy(Element.JAVA.with(java))
                        .source(DOCKER))
                .stream()
                .toList();
    }

    private static List<Finding> flink(Candidate candidate) {
        return versions(candidate)
                .flatMap(Base.Versions::flink)
                .filter(flink -> !flink.equals(candidate.flink()))
                .map(flink -> otherFlink(flink, candidate))
                .stream()
                .toList();
    }

    private static List<Finding> floating(Candidate candidate) {
        return candidate.subject().container().base().stream()
                .filter(base -> base.reference().digest().isEmpty())
                .map(base -> Finding.of("the base image `%s` may be another one tomorrow".formatted(base.reference()))
                        .why("a tag can move; a digest cannot")
                        .remedy(
                                "`<base>%s@sha256:…</base>` (-Dpyflink.base): `skopeo inspect` or `docker buildx imagetools inspect` tell it"
                                        .formatted(base.reference()))
                        .source(DOCKER))
                .toList();
    }

    private static Finding otherFlink(FlinkVersion flink, Candidate candidate) {
        Finding finding = Finding.of("the base image has Flink %s, declared is %s".formatted(flink, candidate.flink()))
                .why("PyFlink talks to Flink's classes directly: both must be of one release")
                .remedy(Element.FLINK.with(flink))
                .source("https://github.com/wdm0006/flink-python-examples/issues/9");
        return flink.line().equals(candidate.flink().line()) ? finding.milder(Severity.WARNING) : finding;
    }

    /** The base with what its name tells; empty where somebody has seen what is in it. */
    private static Optional<Base> base(Candidate candidate) {
        return candidate
                .subject()
                .container()
                .base()
                .filter(base -> !candidate.subject().base().isRead())
                .map(base -> candidate.facts().bases().find(base.reference()).orElse(base));
    }

    private static Optional<Base.Versions> versions(Candidate candidate) {
        return base(candidate).flatMap(Base::versions);
    }
}
