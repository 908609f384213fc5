package org.pyflinkimage.mojo.maven;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.mojo.xml.KeyedElement;
import org.pyflinkimage.mojo.xml.UnknownNames;
import org.pyflinkimage.spec.Element;
import org.pyflinkimage.value.Problem;

/**
 * The {@code <configuration>} that a goal was given, before Maven took out of it what the goal has no parameter for, and the properties.
 *
 * @param modules all that are built; null where there is no session of several
 * @param commandLine the properties given by {@code -D}
 */
public record DeclaredConfiguration(
        MavenProject project, @Nullable List<MavenProject> modules, MojoExecution execution, Properties commandLine) {

    private static final String CONFIGURATION = "<configuration>";
    private static final String OURS = "pyflink.";

    /** What Maven itself understands on any element. */
    private static final Set<String> ATTRIBUTES =
            Set.of("combine.children", "combine.self", "combine.id", "combine.keys", "implementation", "default-value");

    /** What would be lost without a word. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        PomFiles poms = PomFiles.of(project, modules);
        configuration().ifPresent(xml -> {
            SortedSet<String> known = elements();
            for (PlexusConfiguration child : xml.getChildren()) {
                if (!known.contains(child.getName())) {
                    problems.add(UnknownNames.element(child.getName(), CONFIGURATION, known));
                }
                attributes(child, problems);
            }
        });
        poms.mixed(pluginName()).forEach(mixed -> problems.add(mixed.problem()));
        unknownProperties(poms).forEach(problems::add);
        return problems;
    }

    private String pluginName() {
        return execution.getArtifactId();
    }

    private Optional<PlexusConfiguration> configuration() {
        return plugin().map(this::configurationOf)
                .filter(Xpp3Dom.class::isInstance)
                .map(Xpp3Dom.class::cast)
                .map(XmlPlexusConfiguration::new);
    }

    private Optional<Plugin> plugin() {
        String key = execution.getGroupId() + ":" + execution.getArtifactId();
        return Optional.ofNullable(project.getPlugin(key))
                .or(() -> Optional.ofNullable(project.getPluginManagement())
                        .map(PluginManagement::getPluginsAsMap)
                        .map(managed -> managed.get(key)));
    }

    /** An execution's configuration has that of the plugin in it. */
    private @Nullable Object configurationOf(Plugin plugin) {
        return Optional.ofNullable(plugin.getExecutionsAsMap().get(execution.getExecutionId()))
                .map(PluginExecution::getConfiguration)
                .orElseGet(plugin::getConfiguration);
    }

    /** The parameters of all goals: one configuration may serve several. */
    private SortedSet<String> elements() {
        SortedSet<String> names = new TreeSet<>();
        parameters().filter(Parameter::isEditable).forEach(parameter -> names.add(parameter.getName()));
        return names;
    }

    private Stream<Parameter> parameters() {
        return execution.getMojoDescriptor().getPluginDescriptor().getMojos().stream()
                .filter(goal -> !goal.getGoal().equals("help"))
                .map(MojoDescriptor::getParameters)
                .flatMap(parameters -> parameters == null ? Stream.of() : parameters.stream());
    }

    private static void attributes(PlexusConfiguration xml, List<Problem> problems) {
        Arrays.stream(xml.getAttributeNames())
                .filter(name -> !ATTRIBUTES.contains(name) && !name.startsWith("xml"))
                .map(name -> Problem.declaration(
                                "PYF-071", "`%s` of `<%s>` is no attribute".formatted(name, xml.getName()))
                        .why("what it says would be lost")
                        .remedy("an element, where there is one of that name"))
                .forEach(problems::add);
        Stream.of(xml.getChildren()).forEach(child -> attributes(child, problems));
    }

    /** Of the POM's own properties those alone that are almost one of ours: it may have any for itself. */
    private List<Problem> unknownProperties(PomFiles poms) {
        SortedSet<String> known = properties();
        Set<String> own = project.getProperties().stringPropertyNames();
        SortedSet<String> given = new TreeSet<>(commandLine.stringPropertyNames());
        given.addAll(own);
        return given.stream()
                .filter(name -> name.startsWith(OURS) && !isKnown(name, known))
                .filter(name -> !own.contains(name) || UnknownNames.isAlmost(name, known))
                .filter(name -> !poms.mention(name))
                .map(name -> UnknownNames.property(name, known))
                .toList();
    }

    private SortedSet<String> properties() {
        TreeSet<String> names = new TreeSet<>();
        Stream.of(Element.values()).map(Element::property).forEach(names::add);
        Stream.of(KeyedElement.values()).map(KeyedElement::prefix).forEach(names::add);
        parameters()
                .map(Parameter::getExpression)
                .filter(expression -> expression != null && expression.startsWith("${" + OURS))
                .forEach(expression -> names.add(expression.substring(2, expression.length() - 1)));
        return names;
    }

    private static boolean isKnown(String name, SortedSet<String> known) {
        return known.contains(name)
                || known.stream()
                        .anyMatch(prefix -> prefix.endsWith(".") && name.startsWith(prefix) && !name.equals(prefix));
    }
}
