package org.pyflinkimage.value;

/** Where things lie in an image, on both roads to it; rules, rooms and templates have these paths from here. */
public final class ImagePaths {

    /** {@code FLINK_HOME}. */
    public static final UnixPath FLINK_HOME = UnixPath.of("/opt/flink");

    /** Configuration of Flink, for reading only: what changes it at start is written to a copy. */
    public static final UnixPath CONF = FLINK_HOME.resolve("conf");

    /** The image's own files of {@link #CONF} once more, where no mounted directory hides them. */
    public static final UnixPath IMAGE_CONF = FLINK_HOME.resolve("conf.image");

    /** What the processes of a container log, and where to. */
    public static final UnixPath LOG4J_CONSOLE = CONF.resolve("log4j-console.properties");

    /** What the command line logs. */
    public static final UnixPath LOG4J_CLI = CONF.resolve("log4j-cli.properties");

    /** Jars of Flink itself, of connectors and formats. */
    public static final UnixPath LIB = FLINK_HOME.resolve("lib");

    /** Jars that are there for whoever asks for them: in a command, or by {@code ENABLE_BUILT_IN_PLUGINS}. */
    public static final UnixPath OPT = FLINK_HOME.resolve("opt");

    /** Jars with class loaders of their own, one directory each. */
    public static final UnixPath PLUGINS = FLINK_HOME.resolve("plugins");

    /** The job. */
    public static final UnixPath USRLIB = FLINK_HOME.resolve("usrlib");

    /** Where Compose mounts the volume of checkpoints and of finished jobs: a new volume takes over the directory's owner. */
    public static final UnixPath STATE = FLINK_HOME.resolve("state");

    /** The Java runtime, at a path that no version and no architecture is part of, as the official Java and Flink images have it. */
    public static final UnixPath JAVA_HOME = UnixPath.of("/opt/java/openjdk");

    /** A standalone CPython, at a path that no version is part of. */
    public static final UnixPath STANDALONE_PYTHON = UnixPath.of("/opt/python");

    /** The virtual environment that holds the Python packages. */
    public static final UnixPath VIRTUAL_ENVIRONMENT = UnixPath.of("/opt/venv");

    /** The interpreter that clients and workers use. */
    public static final UnixPath PYTHON = VIRTUAL_ENVIRONMENT.resolve("bin/python");

    /** Where the Kubernetes operator, too, looks for the entrypoint. */
    public static final UnixPath ENTRYPOINT = UnixPath.of("/docker-entrypoint.sh");

    /** Where commands of a machine's own lie, which come before those of its system. */
    public static final UnixPath LOCAL_BIN = UnixPath.of("/usr/local/bin");

    /** The users. */
    public static final UnixPath PASSWD = UnixPath.of("/etc/passwd");

    /** The groups. */
    public static final UnixPath GROUP = UnixPath.of("/etc/group");

    private ImagePaths() {}

    /** Where Debian's package of a Java line puts it; {@link #JAVA_HOME} leads there. */
    public static UnixPath debianJava(JavaVersion java, Platform platform) {
        return UnixPath.of("/usr/lib/jvm/java-%s-openjdk-%s".formatted(java, platform.architecture()));
    }

    /**
     * Where Debian's package of a Python puts its interpreter; {@link #PYTHON} leads there.
     *
     * @param line {@code 3.11}
     */
    public static UnixPath debianPython(String line) {
        return UnixPath.of("/usr/bin/python" + line);
    }

    /** Where Debian's package puts the memory allocator that the entrypoint loads. */
    public static UnixPath jemalloc(Platform platform) {
        return UnixPath.of("/usr/lib/" + platform.triplet() + "/libjemalloc.so.2");
    }
}
