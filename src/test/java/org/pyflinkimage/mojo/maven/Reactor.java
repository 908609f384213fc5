package org.pyflinkimage.mojo.maven;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.execution.ProjectDependencyGraph;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;
import org.eclipse.aether.DefaultRepositorySystemSession;

/** A build of a few modules below {@code /work}, as Maven tells a plugin of it. */
final class Reactor {

    static final String PLUGIN = """
            <plugin><groupId>org.pyflinkimage</groupId><artifactId>pyflink-maven-plugin</artifactId>%s</plugin>
            """;

    final MavenExecutionRequest request = new DefaultMavenExecutionRequest().setBaseDirectory(new File("/projects"));

    private final Map<String, MavenProject> modules = new LinkedHashMap<>();
    private final Map<String, List<MavenProject>> dependents = new LinkedHashMap<>();

    /**
     * Adds a module.
     *
     * @param name artifactId and folder; {@code .} is the folder above the others
     * @param model elements of its POM
     * @param own what of it stands in its own POM
     */
    MavenProject module(String name, String model, String own) {
        MavenProject module = new MavenProject(model(name, model));
        module.setOriginalModel(model(name, own));
        module.setGroupId("com.example");
        module.setArtifactId(name);
        module.setVersion("1");
        module.setFile(new File("/projects/" + name + "/pom.xml"));
        modules.put(name, module);
        return module;
    }

    /** A module whose own POM has a plugin with this content, which a parent may have given it. */
    MavenProject inheriting(String name, String content) {
        return module(name, plugin(content), "");
    }

    /** A module without a word of the plugin. */
    MavenProject plain(String name) {
        return module(name, "", "");
    }

    static String plugin(String content) {
        return "<build><plugins>" + PLUGIN.formatted(content) + "</plugins></build>";
    }

    Reactor dependents(String name, String... others) {
        dependents.put(name, Stream.of(others).map(this::module).toList());
        return this;
    }

    MavenProject module(String name) {
        return modules.getOrDefault(name, new MavenProject());
    }

    /** A session that builds some of the modules, all where none is named. */
    @SuppressWarnings("deprecation") // Maven has no other one for tests.
    MavenSession session(String... built) {
        MavenSession session = new MavenSession(
                null, new DefaultRepositorySystemSession(), request, new DefaultMavenExecutionResult());
        List<MavenProject> all = new ArrayList<>(modules.values());
        session.setProjects(
                built.length == 0 ? all : Arrays.stream(built).map(this::module).toList());
        session.setAllProjects(all);
        session.setProjectDependencyGraph((ProjectDependencyGraph) Proxy.newProxyInstance(
                Reactor.class.getClassLoader(),
                new Class<?>[] {ProjectDependencyGraph.class},
                (proxy, method, arguments) -> {
                    if (!method.getName().equals("getDownstreamProjects")) {
                        throw new AssertionError(method);
                    }
                    return dependents.getOrDefault(((MavenProject) arguments[0]).getArtifactId(), List.of());
                }));
        return session;
    }

    /** The run of {@code pyflink:image} that a command line or a phase asks for. */
    static MojoExecution image(String id, MojoExecution.Source source) {
        PluginDescriptor plugin = new PluginDescriptor();
        plugin.setGroupId("org.pyflinkimage");
        plugin.setArtifactId("pyflink-maven-plugin");
        plugin.setVersion("7");
        MojoDescriptor mojo = new MojoDescriptor();
        mojo.setPluginDescriptor(plugin);
        mojo.setGoal("image");
        return new MojoExecution(mojo, id, source);
    }

    private static Model model(String name, String elements) {
        try {
            return new MavenXpp3Reader()
                    .read(new StringReader("<project><artifactId>" + name + "</artifactId>" + elements + "</project>"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (XmlPullParserException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
