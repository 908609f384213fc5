package org.pyflinkimage.mojo;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.mojo.maven.ProjectDependencies;
import org.pyflinkimage.mojo.maven.ProjectLabels;
import org.pyflinkimage.mojo.xml.DeclaredElements;
import org.pyflinkimage.mojo.xml.KeyedElement;
import org.pyflinkimage.spec.Declaration;
import org.pyflinkimage.spec.Element;

/** A goal that is told what images have in them beside Flink, Java and Python: packages, jars, settings, the job. */
abstract class ContentsMojo extends SourcingMojo {

    /**
     * Python packages beside PyFlink: a requirements.txt, pyproject.toml, uv.lock, pylock.toml, poetry.lock or Pipfile.lock, or requirements
     * themselves; several with commas, or as {@code <file>} and {@code <requirement>} elements. On a command line: {@code -Dpyflink.requirements}. By
     * default a requirements.txt beside the POM, if there is one.
     */
    @Parameter
    @Nullable
    PlexusConfiguration requirements;

    /**
     * Dependency groups of the projects that {@code <requirements>} names, beside what those require in any case: {@code
     * <group>test</group>}, {@code <group>libs/model/pyproject.toml:test</group>} for that of one of several projects, or several with
     * commas ({@code -Dpyflink.groups=test,train}).
     */
    @Parameter
    @Nullable
    List<@Nullable String> groups;

    /** Whether images have pip, which Flink runs where a job brings requirements of its own: {@code -pyreq}, {@code set_python_requirements}. */
    @Parameter(property = "pyflink.pip", defaultValue = "true")
    @Nullable
    String pip;

    /**
     * Jars for Flink's lib folder: {@code group:artifact:version}, {@code group:artifact:jar:classifier:version}, or {@code <groupId>},
     * {@code <artifactId>}, {@code <version>} and {@code <classifier>} in each {@code <connector>}; there {@code
     * <transitive>true</transitive>} brings what it depends on, without what {@code <exclusions>} name. On a command line, without those:
     * {@code -Dpyflink.connectors}.
     */
    @Parameter
    @Nullable
    PlexusConfiguration connectors;

    /**
     * Which of the project's own {@code <dependencies>} images have, with what they depend on, as connectors: {@code
     * <includeScope>runtime</includeScope>} for those of the scopes compile and runtime, {@code compile} for compile and provided, {@code
     * provided} for those alone. What Flink has stays out. On a command line: {@code -Dpyflink.includeScope}. By default none.
     */
    @Parameter
    @Nullable
    PlexusConfiguration dependencies;

    /**
     * What of Flink's distribution images have in {@code /opt/flink/opt} beside what PyFlink's packages bring: {@code
     * <part>s3-fs-hadoop</part>}, or several with commas ({@code -Dpyflink.distribution=sql-gateway,s3-fs-hadoop}); {@code none} for no
     * more than those. By default {@code sql-gateway}, without which Flink's {@code sql-client.sh} and {@code sql-gateway.sh} end.
     */
    @Parameter
    @Nullable
    List<@Nullable String> distribution;

    /**
     * Packages of Debian or Ubuntu that images have beside those that every one has, by name: {@code <package>libgomp1</package>}, or
     * several with commas ({@code -Dpyflink.packages=libgomp1,libgl1}). What they depend on comes with them.
     */
    @Parameter
    @Nullable
    List<@Nullable String> packages;

    /**
     * Flink configuration: {@code <taskmanager.numberOfTaskSlots>4</taskmanager.numberOfTaskSlots>}; elements may be nested. On a
     * command line: {@code -Dpyflink.flinkConfig.taskmanager.numberOfTaskSlots=4}.
     */
    @Parameter
    @Nullable
    PlexusConfiguration flinkConfig;

    /**
     * Variables of the image's environment: {@code <TZ>Europe/Berlin</TZ>}. What the build sets itself may be replaced where it
     * still works. On a command line: {@code -Dpyflink.environment.TZ=Europe/Berlin}. No place for secrets: whoever has the image can
     * read them.
     */
    @Parameter
    @Nullable
    PlexusConfiguration environment;

    /** The user that containers run as, a number with or without a group, or {@code root}. By default {@code 9999:9999}, {@code flink}. */
    @Parameter(property = "pyflink.user")
    @Nullable
    String user;

    /**
     * The program that containers run in place of the image's entrypoint, with its first words: {@code <argument>} elements, or one text
     * that is split as a shell does ({@code -Dpyflink.entrypoint}). {@code /usr/bin/tini -- /docker-entrypoint.sh} runs the image's own
     * below another program; without it, settings of containers do not reach Flink's configuration. {@code base} is the entrypoint of the
     * image's base.
     */
    @Parameter
    @Nullable
    PlexusConfiguration entrypoint;

    /**
     * What the entrypoint gets where a container is started without a command: {@code <command>standalone-job</command>} ({@code
     * -Dpyflink.command}), in the same forms. By default {@code help}.
     */
    @Parameter
    @Nullable
    PlexusConfiguration command;

    /**
     * Ports on which containers listen beside Flink's 6123 and 8081: {@code <port>9249</port>}, {@code <port>50100-50200</port>}, {@code
     * <port>5005/udp</port>}, or several with commas ({@code -Dpyflink.ports=9249,5005}). A hint to people and tools; it opens nothing.
     */
    @Parameter
    @Nullable
    List<@Nullable String> ports;

    /**
     * Folders that containers keep apart from the image, on a disk of their own: {@code <volume>/opt/flink/state</volume>}, or several
     * with commas ({@code -Dpyflink.volumes}). The image has each of them; one that nothing else brings belongs to {@code flink}.
     */
    @Parameter
    @Nullable
    List<@Nullable String> volumes;

    /** The folder in which containers' commands start. By default {@code /opt/flink}. */
    @Parameter(property = "pyflink.workingDirectory")
    @Nullable
    String workingDirectory;

    /**
     * Folders whose files images get beside the job's: in each {@code <extraDirectory>} its {@code <from>} and the place {@code <into>}
     * in the image, with {@code <includes>}, {@code <excludes>}, {@code <permissions>} and {@code <owner>}. On a command line, without
     * those: {@code -Dpyflink.extraDirectories=src/main/etc=/etc/flink}, several with commas.
     */
    @Parameter
    @Nullable
    PlexusConfiguration extraDirectories;

    /** Levels of loggers, {@code <root>} above all: {@code <org.apache.flink>DEBUG</org.apache.flink>} ({@code -Dpyflink.log4j.root=WARN}). */
    @Parameter
    @Nullable
    PlexusConfiguration log4j;

    /** How log lines look: {@code text}, or {@code json} from Flink 2.1 on. */
    @Parameter(property = "pyflink.log4jLayout")
    @Nullable
    String log4jLayout;

    /** Labels of the image: {@code <com.example.team>data</com.example.team>} ({@code -Dpyflink.labels.com.example.team=data}). */
    @Parameter
    @Nullable
    PlexusConfiguration labels;

    /**
     * Annotations of the image's manifest, which registries show, in place of, and beside, those that the build sets: {@code
     * <org.opencontainers.image.licenses>Apache-2.0</org.opencontainers.image.licenses>} ({@code -Dpyflink.annotations.KEY}).
     */
    @Parameter
    @Nullable
    PlexusConfiguration annotations;

    /**
     * The date of images: of ISO 8601 with a zone, {@code EPOCH} for 1970, or {@code lock} for that of the lock file. By default the
     * project's {@code project.build.outputTimestamp}, else that of the lock file.
     */
    @Parameter(property = "pyflink.creationTime")
    @Nullable
    String creationTime;

    /** The version control system's name of what is built, for the image's labels. By default the POM's {@code <scm><tag>}. */
    @Parameter(property = "pyflink.revision")
    @Nullable
    String revision;

    /**
     * The job that the image carries: {@code <sources>}, folders or one .py file, and {@code <entry>}, the file to run, or {@code
     * <module>}, the module to run, with {@code <arguments>} (on a command line {@code -Dpyflink.job}, {@code -Dpyflink.entry}, {@code
     * -Dpyflink.module}, {@code -Dpyflink.arguments}). Of its files, {@code <files>} are imported from, {@code
     * <archives>} unpacked in workers, {@code <jars>} put on Flink's class path. What programs leave behind and what builds the project is
     * left out of a folder; {@code <excludes>} and {@code <includes>} change that. Each has a property of its name: {@code
     * -Dpyflink.files}, {@code -Dpyflink.archives}, {@code -Dpyflink.jars}, {@code -Dpyflink.excludes}, {@code -Dpyflink.includes}.
     */
    @Parameter
    @Nullable
    PlexusConfiguration job;

    /** Declares what images have in them. */
    final void declareContents(Declaration declaration, DeclaredElements elements) {
        elements.requirements(requirements);
        elements.several(Element.GROUPS, groups);
        elements.one(Element.PIP, pip);
        elements.connectors(connectors);
        elements.dependencies(dependencies);
        declaration.withProjectDependencies(ProjectDependencies.of(project, session));
        elements.several(Element.DISTRIBUTION, distribution);
        elements.several(Element.PACKAGES, packages);
        declaration.withFlinkConfig(elements.settings(KeyedElement.FLINK_CONFIG, flinkConfig));
        declaration.withLog4j(elements.settings(KeyedElement.LOG4J, log4j));
        elements.one(Element.LOG4J_LAYOUT, log4jLayout);
        declaration.withEnvironment(elements.settings(KeyedElement.ENVIRONMENT, environment));
        elements.one(Element.USER, user);
        elements.words(Element.ENTRYPOINT, entrypoint);
        elements.words(Element.COMMAND, command);
        elements.several(Element.PORTS, ports);
        elements.several(Element.VOLUMES, volumes);
        elements.one(Element.WORKING_DIRECTORY, workingDirectory);
        declaration.withLabels(ProjectLabels.complete(
                elements.settings(KeyedElement.LABELS, labels), project, values().text("pyflink.revision", revision)));
        declaration.withAnnotations(elements.settings(KeyedElement.ANNOTATIONS, annotations));
        elements.one(Element.CREATION_TIME, creationTime);
        elements.job(job);
        elements.extraDirectories(extraDirectories);
    }
}
