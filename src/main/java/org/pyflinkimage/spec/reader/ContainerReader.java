package org.pyflinkimage.spec.reader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pyflinkimage.spec.ContainerPort;
import org.pyflinkimage.spec.ContainerSpec;
import org.pyflinkimage.spec.ContainerUser;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.spec.Invocation;
import org.pyflinkimage.spec.Setting;
import org.pyflinkimage.value.FlinkUser;
import org.pyflinkimage.value.ImagePaths;
import org.pyflinkimage.value.Problem;

/** The variables of {@code <environment>}, the user of {@code <user>}, the ports and folders of containers, and what they run. */
final class ContainerReader {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final String BASE = "base";

    /** For the base's entrypoint: ours, and Jib's. */
    private static final Set<String> OF_BASES = Set.of(BASE, "INHERIT");

    /** Other tools have it for no entrypoint at all. */
    private static final String NONE = "none";

    private static final int MOST_PORTS = 1000;
    private static final String EXAMPLE =
            "`<environment><TZ>Europe/Berlin</TZ></environment>` (-Dpyflink.environment.TZ=Europe/Berlin)";

    private final Reading reading;

    ContainerReader(Reading reading) {
        this.reading = reading;
    }

    ContainerSpec container() {
        Optional<ContainerUser> user = user();
        FolderReader folders = new FolderReader(reading, user.orElse(ContainerUser.FLINK));
        return new ContainerSpec(environment(), user, ports(), folders.folders(), invocation());
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Setting variable : reading.declaration().environment()) {
            if (!NAME.matcher(variable.key()).matches()) {
                reading.report(problem("`%s` in `<environment>` is no variable's name".formatted(variable.key()))
                        .why("a name has letters, digits and `_`, and does not begin with a digit")
                        .remedy(EXAMPLE));
            } else if (variable.value().chars().anyMatch(Character::isISOControl)) {
                reading.report(problem("`%s` in `<environment>` has control characters".formatted(variable.key()))
                        .why(
                                "a Dockerfile cannot hold a value of several lines, or with a tab; settings of Flink belong in `<flinkConfig>`")
                        .remedy(EXAMPLE));
            } else if (environment.putIfAbsent(variable.key(), variable.value()) != null) {
                reading.report(problem("`%s` stands twice in `<environment>`".formatted(variable.key()))
                        .remedy("remove one of the two"));
            }
        }
        return environment;
    }

    private Optional<ContainerUser> user() {
        Optional<String> text = reading.value(Element.USER);
        Optional<ContainerUser> user = text.flatMap(ContainerUser::parse);
        if (text.isPresent() && user.isEmpty()) {
            reading.report(Problem.declaration(
                            "PYF-028", "`%s` in `<user>` is no user of the image".formatted(text.get()))
                    .why("the image knows `flink` and `root`; any other is given by number, with or without a group")
                    .remedy("leave it out: the image's own user is `%s`, %s"
                            .formatted(FlinkUser.NAME, FlinkUser.NUMBER))
                    .remedy(Element.USER.with("12345:0")));
        }
        return user;
    }

    private Invocation invocation() {
        List<String> entrypoint = reading.declaration().exactValues(Element.ENTRYPOINT);
        List<String> command = reading.declaration().exactValues(Element.COMMAND);
        if (!entrypoint.isEmpty() && OF_BASES.contains(entrypoint.get(0))) {
            if (entrypoint.size() > 1) {
                reading.report(noProgram(
                        entrypoint.get(0),
                        "it is for the entrypoint of the image's `<base>` as that has it, without words behind it: those are a "
                                + Element.COMMAND.named()));
            } else if (!new BaseReader(reading).isDeclared()) {
                reading.report(noProgram(
                        entrypoint.get(0), "it is for the entrypoint of the image's `<base>`, and none is declared"));
            }
            return Invocation.ofBase(command);
        }
        if (!entrypoint.isEmpty() && entrypoint.get(0).equals(NONE)) {
            reading.report(
                    noProgram(NONE, "an image has the entrypoint of this plugin, of its base, or a declared one"));
        }
        return new Invocation(entrypoint, command);
    }

    private static Problem noProgram(String text, String why) {
        return Problem.declaration("PYF-279", "`%s` in `<entrypoint>` is no program".formatted(text))
                .why(why)
                .remedy("without it: the image's own is `%s`".formatted(ImagePaths.ENTRYPOINT))
                .remedy(Element.ENTRYPOINT.with("/usr/bin/tini -- " + ImagePaths.ENTRYPOINT))
                .remedy("that of a base: %s and %s"
                        .formatted(
                                Element.ENTRYPOINT.with(BASE), Element.BASE.with("registry.example.com/base/flink")));
    }

    private SortedSet<ContainerPort> ports() {
        NavigableSet<ContainerPort> ports = new TreeSet<>();
        for (String text : reading.values(Element.PORTS)) {
            ContainerPort.parse(text).ifPresentOrElse(ports::addAll, () -> reading.report(noPort(text)));
        }
        if (ports.size() > MOST_PORTS) {
            reading.report(Problem.declaration("PYF-062", "`<ports>` names %s ports".formatted(ports.size()))
                    .why(
                            "an image that tells of more than %s tells nobody anything, and no builder takes so long a line"
                                    .formatted(MOST_PORTS))
                    .remedy("those alone that somebody publishes: " + Element.PORTS.with("9249")));
        }
        return ports;
    }

    private static Problem noPort(String text) {
        return Problem.declaration("PYF-062", "`%s` in `<ports>` is no port".formatted(text))
                .why("a port is a number from 1 to 65535, or a range of them; `/tcp` or `/udp` may follow")
                .remedy(Element.PORTS.with("9249"))
                .remedy(Element.PORTS.with("50100-50200"));
    }

    private static Problem problem(String what) {
        return Problem.declaration("PYF-027", what);
    }
}
