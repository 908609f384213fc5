package org.pyflinkimage.rules;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pyflinkimage.facts.Base;
import org.pyflinkimage.job.SourceComments;
import org.pyflinkimage.job.TestFolders;
import org.pyflinkimage.python.RequirementLine;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.value.Problem;

/**
 * What rules judge: a spec, the texts of the files it names, and the container it is to run as. Nobody has to know all of it: a
 * rule says nothing of what is absent.
 *
 * @param requirements of Python packages, those of all files that the spec names
 * @param base what somebody has seen in the image that it is built upon
 */
public record Subject(
        ImageSpec spec, Texts texts, Container container, List<RequirementLine> requirements, InBase base) {

    public Subject {
        requirements = List.copyOf(requirements);
    }

    /** A spec alone. */
    public static Subject of(ImageSpec spec) {
        return new Subject(
                spec, Texts.none(), Container.of(spec), spec.requirements().lines(), InBase.nothing());
    }

    public Subject withTexts(Texts other) {
        return new Subject(spec, other, container, requirements, base);
    }

    public Subject withContainer(Container other) {
        return new Subject(spec, texts, other, requirements, base);
    }

    public Subject withRequirements(List<RequirementLine> others) {
        return new Subject(spec, texts, container, others, base);
    }

    public Subject withBase(InBase other) {
        return new Subject(spec, texts, container, requirements, other);
    }

    public Combination combination() {
        return spec.combination();
    }

    /**
     * Texts of files.
     *
     * @param configuration that the image gets, by file name: {@code log4j-console.properties}, {@code flink-conf.yaml}; and the
     *     template of its entrypoint
     * @param job the sources of the job in Python and SQL, by their path from its folder on
     * @param files all of the job's files, by the same paths
     * @param secrets files of the job that look like secrets, by what they look like
     * @param extraSecrets the same of extra directories, by their paths in the image
     */
    public record Texts(
            Map<String, String> configuration,
            Map<String, String> job,
            Set<String> files,
            Map<String, List<String>> secrets,
            Map<String, List<String>> extraSecrets) {
        public Texts {
            configuration = sorted(configuration);
            job = sorted(job);
            files = Set.copyOf(files);
            secrets = sorted(secrets);
            extraSecrets = sorted(extraSecrets);
        }

        /** Where there are no extra directories. */
        public Texts(
                Map<String, String> configuration,
                Map<String, String> job,
                Set<String> files,
                Map<String, List<String>> secrets) {
            this(configuration, job, files, secrets, Map.of());
        }

        /** Texts of a job of which nothing else is known. */
        public Texts(Map<String, String> configuration, Map<String, String> job) {
            this(configuration, job, job.keySet(), Map.of());
        }

        /** Sources without their comments, of what runs in the image. */
        Map<String, String> running() {
            Map<String, String> running = new TreeMap<>(job);
            running.keySet().removeIf(TestFolders::have);
            running.replaceAll((file, text) -> SourceComments.removedFrom(text));
            return running;
        }

        /** Those sources that are Python. */
        Map<String, String> python() {
            Map<String, String> python = new TreeMap<>(job);
            python.keySet().removeIf(file -> !file.endsWith(".py"));
            return python;
        }

        public static Texts none() {
            return new Texts(Map.of(), Map.of());
        }
    }

    /**
     * How the image is to run, where the declaration says so.
     *
     * @param environment variables beside those that the build sets itself
     * @param user empty for the image's own
     * @param hostJavaHome {@code JAVA_HOME} of the machine that builds, to recognize it where it leaks
     * @param base the base image; empty where the image is made from an archive's packages alone
     */
    public record Container(
            Map<String, String> environment,
            Optional<ContainerUser> user,
            Optional<String> hostJavaHome,
            Optional<Base> base) {
        public Container {
            environment = sorted(environment);
        }

        /** What the declaration says of it. */
        public static Container of(ImageSpec spec) {
            return new Container(
                    spec.container().environment(),
                    spec.container().user(),
                    Optional.empty(),
                    // What this plugin builds upon itself it looks into, whatever its name says.
                    spec.dockerfileBase().map(Base::unseen));
        }

        public Container withHostJavaHome(String other) {
            return new Container(environment, user, Optional.of(other), base);
        }
    }

    /**
     * What somebody has seen in a base.
     *
     * @param isRead whether it was looked into: then nothing is guessed from its name
     * @param problems that were found, or what keeps it from being looked into
     */
    public record InBase(boolean isRead, List<Problem> problems) {
        public InBase {
            problems = List.copyOf(problems);
        }

        /** Where nobody looks. */
        public static InBase nothing() {
            return new InBase(false, List.of());
        }
    }

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
