package org.pyflinkimage.flink;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.pyflinkimage.tree.Content;
import org.pyflinkimage.tree.FileNode;
import org.pyflinkimage.tree.FileNode.Directory;
import org.pyflinkimage.tree.FileNode.RegularFile;
import org.pyflinkimage.tree.FileTree;
import org.pyflinkimage.tree.FileTree.Entry;
import org.pyflinkimage.tree.LayerKind;
import org.pyflinkimage.tree.Origin;
import org.pyflinkimage.tree.Owner;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;
import org.pyflinkimage.value.UnixPath;

/**
 * The Flink distribution in an image: taken out of PyFlink's two distributions, which together hold all of it, and laid out once,
 * with PyFlink's own directories leading there.
 */
public final class FlinkHome {

    /**
     * Of Flink's user, and of any user of group 0: platforms such as OpenShift run a container as some such user, who must be able to
     * write what Flink writes.
     */
    public static final Directory WRITABLE = new Directory(0775, new Owner(FlinkUser.NUMBER, 0));

    private static final Origin ORIGIN = new Origin(LayerKind.FLINK, "apache-flink");

    /** Their paths have the minor version of Python in them, which the distribution does not know. */
    private static final Origin LINKS = new Origin(LayerKind.PYFLINK, "apache-flink");

    /** The folders of a distribution, in the order in which a Dockerfile moves them. */
    public static final List<String> PARTS = List.of("bin", "conf", "lib", "licenses", "opt", "plugins");

    /** What Flink writes to: its user may, and any user of group 0. */
    public static final List<UnixPath> WRITTEN_TO = List.of(
            ImagePaths.FLINK_HOME,
            ImagePaths.FLINK_HOME.resolve("log"),
            ImagePaths.PLUGINS,
            ImagePaths.STATE,
            ImagePaths.USRLIB);

    /** Flink loads its file systems as plugins; in {@code lib} their libraries clash with everybody's. */
    private static final Pattern FILE_SYSTEM = Pattern.compile("flink-[a-z0-9]+-fs-[a-z0-9]+");

    private static final String PYTHON_JAR = "flink-python";

    /** From so many bytes on a file is not held in memory. */
    private static final long LARGE = 1 << 20;

    private static final String CONFIGURATION = ConfigurationFormat.YAML.fileName();

    private FlinkHome() {}

    /**
     * Moves the distribution from {@code pyflink} to {@link ImagePaths#FLINK_HOME} and leaves links.
     *
     * @param sitePackages where apache-flink and apache-flink-libraries are installed
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-705} where they do not hold a distribution of this version
     */
    public static void install(FileTree tree, UnixPath sitePackages, FlinkVersion version) {
        UnixPath pyflink = tree.realFolder(sitePackages.resolve("pyflink"));
        requireDistribution(tree, pyflink, version);
        for (String part : PARTS) {
            if (tree.find(pyflink.resolve(part)).isPresent()) {
                tree.move(pyflink.resolve(part), ImagePaths.FLINK_HOME.resolve(part), ORIGIN);
                link(tree, pyflink, part);
            }
        }
        tree.remove(pyflink.resolve("log"));
        link(tree, pyflink, "log");
        settle(tree);
    }

    /**
     * Leaves the distribution that lies at {@link ImagePaths#FLINK_HOME} already as it is, adds the few files that PyFlink needs and it
     * lacks, and leads PyFlink's own directories there.
     *
     * @param sitePackages where apache-flink and apache-flink-libraries are installed
     * @throws org.pyflinkimage.value.PyFlinkException {@code PYF-705} where they do not hold a distribution of this version
     */
    public static void installOver(FileTree tree, UnixPath sitePackages, FlinkVersion version) {
        UnixPath pyflink = tree.realFolder(sitePackages.resolve("pyflink"));
        requireDistribution(tree, pyflink, version);
        for (String part : PARTS) {
            UnixPath brought = pyflink.resolve(part);
            if (tree.find(brought).isPresent()) {
                add(tree, part, tree.entriesBelow(brought), version);
                tree.remove(brought);
                link(tree, pyflink, part);
            }
        }
        tree.remove(pyflink.resolve("log"));
        link(tree, pyflink, "log");
        settle(tree);
    }

    /**
     * The jars that PyFlink's packages have, before they are installed, by where a distribution of Flink has them.
     *
     * @param sitePackages where apache-flink and apache-flink-libraries are installed
     */
    public static SortedMap<UnixPath, Content> jars(FileTree tree, UnixPath sitePackages) {
        UnixPath pyflink = tree.realFolder(sitePackages.resolve("pyflink"));
        SortedMap<UnixPath, Content> jars = new TreeMap<>();
        for (String part : PARTS) {
            for (Entry entry : tree.entriesBelow(pyflink.resolve(part))) {
                if (entry.node() instanceof RegularFile file
                        && entry.path().name().endsWith(".jar")) {
                    jars.put(ImagePaths.FLINK_HOME.resolve(entry.path().relativeTo(pyflink)), file.content());
                }
            }
        }
        return jars;
    }

    /** Scripts and configuration are called the same in each distribution of a release; jars may be others for a reason. */
    private static void add(FileTree tree, String part, List<Entry> brought, FlinkVersion version) {
        Predicate<String> wanted = switch (part) {
            case "bin", "conf" -> name -> true;
            case "opt" -> name -> isJar(name, PYTHON_JAR, version);
            default -> name -> false;
        };
        UnixPath folder = ImagePaths.FLINK_HOME.resolve(part);
        tree.add(ORIGIN, folder, FileNode.directory());
        for (Entry entry : brought) {
            UnixPath place = folder.resolve(entry.path().name());
            boolean isFile = entry.node() instanceof RegularFile;
            if (isFile && wanted.test(entry.path().name()) && tree.find(place).isEmpty()) {
                tree.add(ORIGIN, place, entry.node());
            }
        }
    }

    /**
     * The configuration as shipped, in the form that it is shipped in.
     *
     * @param folder that holds it: {@link ImagePaths#CONF}, or {@code pyflink/conf} in the packages of Python
     */
    public static FlinkConfiguration shippedConfiguration(FileTree tree, UnixPath folder, FlinkVersion version) {
        ConfigurationFormat format =
                shippedFormat(tree, folder).orElseThrow(() -> missing(folder + "/" + CONFIGURATION, version));
        return tree.find(folder.resolve(format.fileName()))
                .map(Entry::node)
                .filter(RegularFile.class::isInstance)
                .map(node -> FlinkConfiguration.read(version, format, textOf((RegularFile) node)))
                .orElseThrow(() -> missing(folder + "/" + format.fileName(), version));
    }

    private static Optional<ConfigurationFormat> shippedFormat(FileTree tree, UnixPath folder) {
        return ConfigurationFormat.YAML.beforeTheOther().stream()
                .filter(format -> tree.find(folder.resolve(format.fileName())).isPresent())
                .findFirst();
    }

    /**
     * Where a declared jar goes: a file system to a plugin directory of its own, anything else to {@link ImagePaths#LIB}.
     *
     * @param artifactId the jar's name in a Maven repository, without its version
     */
    public static UnixPath placeOf(String artifactId) {
        return FILE_SYSTEM.matcher(artifactId).matches() ? ImagePaths.PLUGINS.resolve(artifactId) : ImagePaths.LIB;
    }

    private static void requireDistribution(FileTree tree, UnixPath pyflink, FlinkVersion version) {
        if (tree.find(pyflink.resolve("bin/flink")).isEmpty()) {
            throw missing("pyflink/bin/flink", version);
        }
        requireJar(tree, pyflink.resolve("lib"), "flink-dist", version);
        requireJar(tree, pyflink.resolve("opt"), PYTHON_JAR, version);
        if (shippedFormat(tree, pyflink.resolve("conf")).isEmpty()) {
            throw missing("pyflink/conf/" + CONFIGURATION, version);
        }
    }

    private static void requireJar(FileTree tree, UnixPath folder, String artifact, FlinkVersion version) {
        if (tree.entriesBelow(folder).stream()
                .noneMatch(entry -> isJar(entry.path().name(), artifact, version))) {
            throw missing("pyflink/%s/%s-%s.jar".formatted(folder.name(), artifact, version), version);
        }
    }

    /** Up to Flink 1.15 their names have the Scala that they are compiled for, which is not the same in each patch release. */
    private static boolean isJar(String name, String artifact, FlinkVersion version) {
        return name.matches(Pattern.quote(artifact) + "(_2\\.1[0-9])?" + Pattern.quote("-" + version + ".jar"));
    }

    private static RuntimeException missing(String path, FlinkVersion version) {
        return Problem.environment("PYF-705", "PyFlink %s lacks `%s`".formatted(version, path))
                .why("apache-flink and apache-flink-libraries of one version make a Flink distribution together")
                .remedy("check that the package index serves the original files of both, then delete `pyflink.lock`")
                .remedy("or choose another version with `<flink>` (-Dpyflink.flink)")
                .toException();
    }

    private static void link(FileTree tree, UnixPath pyflink, String part) {
        tree.add(
                LINKS,
                pyflink.resolve(part),
                FileNode.link(ImagePaths.FLINK_HOME.resolve(part).value()));
    }

    /** What the image below has stays as it is, wherever its links lead. */
    private static void settle(FileTree tree) {
        UnixPath scripts = tree.realFolder(ImagePaths.FLINK_HOME.resolve("bin"));
        tree.entries().stream()
                .filter(entry -> entry.origin().equals(ORIGIN))
                .forEach(entry -> settle(tree, entry, scripts));
        UnixPath home = tree.realFolder(ImagePaths.FLINK_HOME);
        WRITTEN_TO.stream()
                .filter(path -> !leadsOut(tree, path, home))
                .forEach(path -> tree.setDirectory(ORIGIN, path, WRITABLE));
    }

    /** Whether the image below has a link there to a folder elsewhere, such as {@code /tmp}, whose rights others rely on. */
    private static boolean leadsOut(FileTree tree, UnixPath path, UnixPath home) {
        return tree.follow(path)
                .filter(entry -> entry.node() instanceof Directory)
                .filter(entry -> !entry.path().equals(tree.canonical(path)))
                .filter(entry -> !entry.path().startsWith(home))
                .isPresent();
    }

    /** Takes out what no Linux image needs, and gives the rest one owner and the modes that scripts need. */
    private static void settle(FileTree tree, Entry entry, UnixPath scripts) {
        if (entry.path().name().endsWith(".bat")) {
            tree.remove(entry.path());
        } else if (entry.node() instanceof RegularFile file) {
            int mode = isScript(entry.path(), scripts) ? 0755 : 0644;
            tree.replace(entry.origin(), entry.path(), new RegularFile(mode, Owner.ROOT, plain(entry.path(), file)));
        } else if (entry.node() instanceof Directory) {
            tree.setDirectory(entry.origin(), entry.path(), new Directory(0755, Owner.ROOT));
        }
    }

    /**
     * The bytes themselves of what is no jar: where a platform has no wheel, scripts come out of a source distribution, and are deflated
     * otherwise than in the wheels of others, but the layer is to be the same.
     */
    private static Content plain(UnixPath path, RegularFile file) {
        boolean large = path.name().endsWith(".jar") || file.content().size() > LARGE;
        return large ? file.content() : Content.of(file.content().bytes());
    }

    private static boolean isScript(UnixPath path, UnixPath scripts) {
        boolean program = path.parent().equals(scripts) && !path.name().endsWith(".jar");
        return program || path.name().endsWith(".sh");
    }

    private static String textOf(RegularFile file) {
        return new String(file.content().bytes(), StandardCharsets.UTF_8);
    }
}
