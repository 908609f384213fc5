package org.pyflinkimage.template;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.pyflinkimage.facts.DistributionPart;
import org.pyflinkimage.facts.Facts;
import org.pyflinkimage.facts.FlinkChange;
import org.pyflinkimage.facts.FlinkDistribution;
import org.pyflinkimage.facts.SdistRecipes;
import org.pyflinkimage.flink.ConfigurationFormat;
import org.pyflinkimage.flink.FlinkConfiguration;
import org.pyflinkimage.flink.FlinkHome;
import org.pyflinkimage.flink.FlinkPort;
import org.pyflinkimage.flink.FlinkVersion;
import org.pyflinkimage.flink.MemorySize;
import org.pyflinkimage.plan.LockedArtifact;
import org.pyflinkimage.plan.LockedArtifact.Jar;
import org.pyflinkimage.plan.LockedArtifact.Sdist;
import org.pyflinkimage.plan.Plan;
import org.pyflinkimage.plan.PlannedContents;
import org.pyflinkimage.python.PythonVersion;
import org.pyflinkimage.python.VirtualEnvironment;
import org.pyflinkimage.spec.Combination;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.spec.ImageSpec;
import org.pyflinkimage.spec.Logging;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.UnixPath;

/** What templates may refer to; {@code docs/templates.md} lists it. */
final class ImageModel {

    private static final Facts FACTS = Facts.shipped();

    private ImageModel() {}

    /** The model of the files in an image. */
    static Map<String, Object> of(ImageSpec spec, FlinkConfiguration configuration) {
        Map<String, Object> model = new TreeMap<>();
        model.put("flink", flink(spec.combination().flink(), configuration.format()));
        model.put("configuration", quoted(configuration.written(), Quoting::line));
        model.put("needed", configuration.needed());
        model.put("jemalloc", ImagePaths.jemalloc(spec.combination().platform()).value());
        model.put("parts", parts(spec.combination().flink()));
        model.put("job", spec.job().map(JobWords::model).orElseGet(JobWords::ofNone));
        model.put("logging", logging(spec.logging()));
        return model;
    }

    /** The key of the options of every JVM. */
    static String jvmOptions(FlinkVersion flink) {
        return FACTS.changes().has(flink, FlinkChange.OPTIONS_OF_ALL_JVMS)
                ? FlinkConfiguration.JVM_OPTIONS
                : FlinkConfiguration.OLD_JVM_OPTIONS;
    }

    private static List<Map<String, String>> parts(FlinkVersion flink) {
        return DistributionPart.shipped().stream()
                .filter(part -> part.isOf(flink))
                .map(part -> Map.of("name", part.name(), "file", part.fileName(flink)))
                .toList();
    }

    /** The model of everything that is rendered: that of the files in an image, and what the plan and the image's settings add. */
    static Map<String, Object> of(
            ImageSpec spec, Plan plan, FlinkConfiguration configuration, SortedMap<String, String> labels) {
        ContainerSettings settings = ContainerSettings.of(spec);
        PlannedContents contents = plan.contents();
        Map<String, Object> model = of(spec, configuration);
        model.put("image", image(spec));
        model.put("baseIsDeclared", spec.base().isPresent());
        model.put("base", DockerfileBase.of(spec, plan).toString());
        model.put("java", java(spec.combination()));
        model.put("python", python(plan));
        model.put("debs", contents.debs().stream().map(ImageModel::artifact).toList());
        model.put(
                "distributions",
                contents.distributions().stream().map(ImageModel::artifact).toList());
        model.put("compiles", !contents.sdists().isEmpty());
        model.put("compilesOthers", contents.sdists().stream().anyMatch(ImageModel::hasNoRecipe));
        model.put("jars", contents.jars().stream().map(jar -> jar(jar, spec)).toList());
        model.put("kafka", contents.jars().stream().anyMatch(ImageModel::speaksToKafka));
        model.put("settings", configuration.values());
        Map<String, String> sizes = processSizes(configuration);
        model.put("processSize", sizes);
        model.put("memory", kubernetes(sizes));
        model.put("environment", quoted(settings.environment(), Quoting::docker));
        model.put("labels", quoted(labels, Quoting::docker));
        model.put("ports", tcp(settings.ports()));
        model.put("exposed", settings.ports().stream().map(ImageModel::exposed).toList());
        model.put("mounts", Mounts.of(settings.volumes()));
        model.put("workingDirectory", workingDirectory(spec, settings));
        model.put("folders", texts(spec.container().folders().all()));
        model.put(
                "volumes", settings.volumes().isEmpty() ? "" : QuotedText.of(Quoting.json(texts(settings.volumes()))));
        model.put("extra", List.of());
        model.put("distributionsOnDisk", false);
        model.put("port", ports(configuration));
        model.put("user", settings.user().toString());
        model.put(
                "runAs",
                Map.of("user", settings.user().uid(), "group", settings.user().effectiveGid()));
        model.put("entrypoint", words(settings.entrypoint()));
        model.put("entrypointOfBase", spec.container().invocation().runsThatOfBase());
        model.put("command", words(settings.command()));
        return model;
    }

    /** Empty where it is the base's, which nobody knows here. */
    private static String workingDirectory(ImageSpec spec, ContainerSettings settings) {
        boolean isOfBase = spec.container().invocation().runsThatOfBase()
                && spec.container().folders().working().isEmpty();
        return isOfBase ? "" : settings.workingDirectory().value();
    }

    private static Object words(List<String> words) {
        return words.isEmpty() ? "" : QuotedText.of(Quoting.json(words));
    }

    private static List<Integer> tcp(Collection<ContainerPort> ports) {
        return ports.stream()
                .filter(port -> port.protocol() == ContainerPort.Protocol.TCP)
                .map(ContainerPort::number)
                .toList();
    }

    /** As {@code EXPOSE} takes it, whose ports are TCP's unless they say otherwise. */
    private static String exposed(ContainerPort port) {
        return port.protocol() == ContainerPort.Protocol.TCP ? Integer.toString(port.number()) : port.toString();
    }

    private static List<String> texts(Collection<UnixPath> folders) {
        return folders.stream().map(UnixPath::value).toList();
    }

    private static Map<String, Object> flink(FlinkVersion flink, ConfigurationFormat format) {
        Map<String, Object> model = new TreeMap<>();
        model.put("version", flink.toString());
        model.put("home", ImagePaths.FLINK_HOME.value());
        model.put("user", FlinkUser.NUMBER);
        model.put("state", ImagePaths.STATE.value());
        model.put("folders", FlinkHome.PARTS);
        model.put("writable", texts(FlinkHome.WRITTEN_TO));
        model.put("configurationFile", format.fileName());
        model.put("yaml", format == ConfigurationFormat.YAML);
        model.put("imageConf", ImagePaths.IMAGE_CONF.value());
        model.put("unreadFile", unreadFile(flink));
        model.put(
                "readsOldFile",
                format == ConfigurationFormat.YAML
                        && FACTS.changes().configurationFormats(flink).contains(ConfigurationFormat.FLAT));
        model.put("usesAkka", !FACTS.changes().has(flink, FlinkChange.PEKKO));
        model.put("hasCheckpointingKeys", FACTS.changes().has(flink, FlinkChange.CHECKPOINTING_KEYS));
        model.put("jvmOptions", jvmOptions(flink));
        model.put("pythonJar", FlinkDistribution.shipped().pythonJar(flink));
        model.put("operatorVersion", "v" + flink.line().toString().replace('.', '_'));
        return model;
    }

    /** The configuration file of other releases, which this one takes no notice of; empty where it reads both. */
    private static String unreadFile(FlinkVersion flink) {
        List<ConfigurationFormat> read = FACTS.changes().configurationFormats(flink);
        return Arrays.stream(ConfigurationFormat.values())
                .filter(format -> !read.contains(format))
                .map(ConfigurationFormat::fileName)
                .findFirst()
                .orElse("");
    }

    private static Map<String, Object> logging(Logging logging) {
        Map<String, String> levels = new TreeMap<>();
        logging.levels().forEach((logger, level) -> levels.put(logger, level.name()));
        String root = levels.remove(Logging.ROOT);
        return Map.of(
                "json",
                logging.layout() == Logging.Layout.JSON,
                "rootLevel",
                root == null ? Logging.Level.INFO.name() : root,
                "levels",
                levels);
    }

    /** By process, the memory that it may take, as Flink writes it. */
    private static Map<String, String> processSizes(FlinkConfiguration configuration) {
        Map<String, String> sizes = new TreeMap<>();
        FACTS.memory()
                .shipped()
                .forEach((key, size) ->
                        sizes.put(processOf(key), configuration.values().getOrDefault(key, size.toString())));
        return sizes;
    }

    /** Sizes as Kubernetes writes them: {@code 4Gi} for Flink's {@code 4g}; for what it could not read, those that Flink ships. */
    private static Map<String, String> kubernetes(Map<String, String> sizes) {
        Map<String, String> written = new TreeMap<>();
        FACTS.memory().shipped().forEach((key, shipped) -> {
            String size = sizes.getOrDefault(processOf(key), shipped.toString());
            written.put(processOf(key), MemorySize.parse(size).orElse(shipped).inKubernetes());
        });
        return written;
    }

    private static String processOf(String key) {
        return key.substring(0, key.indexOf('.'));
    }

    /** What the processes listen on, as the configuration has it. */
    private static Map<String, String> ports(FlinkConfiguration configuration) {
        Map<String, String> ports = new TreeMap<>();
        Map.of(
                        "web", FlinkPort.WEB,
                        "rpc", FlinkPort.RPC,
                        "taskmanager", FlinkPort.TASKMANAGER_RPC,
                        "blob", FlinkPort.BLOB,
                        "history", FlinkPort.HISTORY)
                .forEach(
                        (name, port) -> ports.put(name, configuration.values().getOrDefault(port.key(), port.value())));
        return ports;
    }

    private static Map<String, Object> image(ImageSpec spec) {
        String name = spec.reference().repository().name().replaceAll("[^a-z0-9]+", "-");
        // Kubernetes adds to the names of what belongs to a deployment, and has 63 characters for all.
        String shortened = name.substring(0, Math.min(40, name.length())).replaceAll("^-+|-+$", "");
        return Map.of("reference", spec.reference().toString(), "name", shortened);
    }

    private static Map<String, Object> java(Combination combination) {
        UnixPath home = ImagePaths.JAVA_HOME;
        UnixPath target = ImagePaths.debianJava(combination.java(), combination.platform());
        return Map.of(
                "version",
                combination.java().toString(),
                "home",
                home.value(),
                "parent",
                home.parent().value(),
                "target",
                target.value());
    }

    private static Map<String, Object> python(Plan plan) {
        PythonVersion python = plan.system().python();
        UnixPath environment = ImagePaths.VIRTUAL_ENVIRONMENT;
        Map<String, Object> model = new TreeMap<>();
        model.put("version", python.toString());
        model.put("minor", python.line().toString());
        model.put("environment", environment.value());
        model.put("interpreter", ImagePaths.PYTHON.value());
        model.put(
                "sitePackages",
                VirtualEnvironment.sitePackages(environment, python.line()).value());
        model.put("command", PythonCommands.command().value());
        model.put(
                "names", PythonCommands.further().stream().map(UnixPath::value).toList());
        model.put("hasSetuptools", has(plan, "setuptools"));
        model.put("hasPip", has(plan, "pip"));
        return model;
    }

    private static boolean has(Plan plan, String distribution) {
        return plan.contents().distributions().stream()
                .anyMatch(each -> each.title().equals(distribution));
    }

    private static Map<String, String> artifact(LockedArtifact artifact) {
        return Map.of(
                "name", artifact.title(),
                "version", artifact.version(),
                "sha256", artifact.sha256().hex());
    }

    private static Map<String, Object> jar(Jar jar, ImageSpec spec) {
        return Map.of(
                "file", JarPlace.relativeFileOf(jar.coordinates(), spec),
                "place", JarPlace.of(jar.coordinates(), spec).value(),
                "isOfFlink", JarPlace.isOfFlink(jar.coordinates(), spec));
    }

    /** What nobody has looked at for this plugin may be of C++. */
    private static boolean hasNoRecipe(Sdist sdist) {
        return SdistRecipes.shipped().find(sdist.name(), sdist.version()).isEmpty();
    }

    private static boolean speaksToKafka(Jar jar) {
        return jar.coordinates().artifactId().matches("flink-(sql-)?connector-(upsert-)?kafka.*");
    }

    /** Values that are quoted already. */
    private static Map<String, QuotedText> quoted(Map<String, String> values, UnaryOperator<String> quoting) {
        Map<String, QuotedText> quoted = new LinkedHashMap<>();
        values.forEach((name, value) -> quoted.put(name, QuotedText.of(Quoting.of(name, value, quoting))));
        return quoted;
    }
}
