package org.pyflinkimage.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pyflinkimage.facts.FlinkChange;
import org.pyflinkimage.facts.FlinkChanges;
import org.pyflinkimage.flink.FlinkPort;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.JobEntry;
import org.pyflinkimage.spec.JobSpec;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/**
 * How a container of an image starts: the same on both roads, in the image's configuration and in its Dockerfile.
 *
 * @param environment in the order it is written
 * @param entrypoint the program that every command goes through; empty for that of a base which nobody knows here
 * @param command what it does where nobody says anything; may be empty
 * @param workingDirectory where commands start
 * @param ports what people publish: RPC, the web interface, and what is declared
 * @param volumes what containers keep apart from the image
 */
public record ContainerSettings(
        Map<String, String> environment,
        List<String> entrypoint,
        List<String> command,
        ContainerUser user,
        UnixPath workingDirectory,
        SortedSet<ContainerPort> ports,
        SortedSet<UnixPath> volumes) {

    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** The warnings that begin so. */
    private static final String SILENT =
            "ignore:pkg_resources is deprecated as an API,ignore:setup.py install is deprecated";

    public ContainerSettings {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        ports = Collections.unmodifiableSortedSet(new TreeSet<>(ports));
        volumes = Collections.unmodifiableSortedSet(new TreeSet<>(volumes));
    }

    /** The settings of a declared image. */
    public static ContainerSettings of(ImageSpec spec) {
        return of(spec, BaseSettings.none());
    }

    /** The settings of a declared image upon another: that one's, then Flink's, then what is declared. */
    public static ContainerSettings of(ImageSpec spec, BaseSettings base) {
        Invocation invocation = spec.container().invocation();
        SortedSet<ContainerPort> ports = new TreeSet<>(base.ports());
        ports.addAll(spec.container().ports());
        SortedSet<UnixPath> volumes = new TreeSet<>(base.volumes());
        volumes.addAll(spec.container().folders().volumes());
        ports.add(ContainerPort.tcp(FlinkPort.RPC.number()));
        ports.add(ContainerPort.tcp(FlinkPort.WEB.number()));
        return new ContainerSettings(
                environmentOf(spec, base),
                entrypointOf(invocation, base),
                commandOf(invocation, base),
                spec.container().user().orElse(ContainerUser.FLINK),
                workingDirectoryOf(spec, base),
                ports,
                volumes);
    }

    private static List<String> entrypointOf(Invocation invocation, BaseSettings base) {
        return switch (invocation.whose()) {
            case IMAGE -> List.of(ImagePaths.ENTRYPOINT.value());
            case BASE -> base.entrypoint();
            case DECLARED -> invocation.entrypoint();
        };
    }

    /** The entrypoint of a base may be named by a path from there. */
    private static UnixPath workingDirectoryOf(ImageSpec spec, BaseSettings base) {
        return spec.container()
                .folders()
                .working()
                .orElse(
                        spec.container().invocation().runsThatOfBase()
                                ? base.workingDirectory()
                                : ImagePaths.FLINK_HOME);
    }

    /** Another program need not know the entrypoint's commands. */
    private static List<String> commandOf(Invocation invocation, BaseSettings base) {
        if (!invocation.command().isEmpty()) {
            return invocation.command();
        }
        if (invocation.runsThatOfBase()) {
            return base.command();
        }
        return invocation.runsOwnEntrypoint() ? List.of("help") : List.of();
    }

    private static Map<String, String> environmentOf(ImageSpec spec, BaseSettings base) {
        Map<String, String> environment = new LinkedHashMap<>(base.environment());
        environment.put("FLINK_HOME", ImagePaths.FLINK_HOME.value());
        environment.put("JAVA_HOME", base.javaHome().value());
        environment.put("VIRTUAL_ENV", ImagePaths.VIRTUAL_ENVIRONMENT.value());
        environment.put("PATH", pathOf(base));
        environment.put("LANG", "C.UTF-8");
        // Arbitrary users have no home of their own, and no name: Python's getpass fails without one.
        environment.put("HOME", ImagePaths.FLINK_HOME.value());
        environment.put("FLINK_IDENT_STRING", FlinkUser.NAME);
        // Workers import the job's modules too, and nobody can write beside the installed packages.
        environment.put(
                "PYTHONPATH", spec.job().map(ContainerSettings::pythonPath).orElse(ImagePaths.USRLIB.value()));
        environment.put("PYTHONPYCACHEPREFIX", "/tmp/pycache");
        if (asksForPip(spec)) {
            environment.put("PYTHONWARNINGS", SILENT);
        }
        environment.putAll(spec.container().environment());
        return environment;
    }

    /** The image's own commands come first; folders that the base has beside the usual ones come last. */
    private static String pathOf(BaseSettings base) {
        String own = String.join(
                ":",
                ImagePaths.VIRTUAL_ENVIRONMENT.resolve("bin").value(),
                ImagePaths.LOCAL_BIN.value(),
                ImagePaths.FLINK_HOME.resolve("bin").value(),
                base.javaHome().resolve("bin").value(),
                SYSTEM_PATH);
        Set<String> folders = new LinkedHashSet<>(List.of(own.split(":", -1)));
        for (String folder : base.environment().getOrDefault("PATH", "").split(":", -1)) {
            // An empty one is the working directory, and no command comes from there.
            if (!folder.isEmpty()) {
                folders.add(folder);
            }
        }
        return String.join(":", folders);
    }

    /**
     * Older Flinks take what setuptools warns of for pip's version and for the folder of packages, and give pip options that it does not
     * have any more.
     */
    private static boolean asksForPip(ImageSpec spec) {
        return spec.python().hasPip()
                && !FlinkChanges.shipped().has(spec.combination().flink(), FlinkChange.PIP_UNASKED);
    }

    /** The folder of a script first, as if Python had been started with it; modules are found from the job's folder on. */
    private static String pythonPath(JobSpec job) {
        List<String> folders = new ArrayList<>();
        UnixPath script = ImagePaths.USRLIB.resolve(job.entry().file());
        if (job.entry() instanceof JobEntry.Script && !script.parent().equals(ImagePaths.USRLIB)) {
            folders.add(script.parent().value());
        }
        folders.add(ImagePaths.USRLIB.value());
        folders.addAll(job.attachments().pythonPath());
        return String.join(":", folders);
    }
}
