package org.pyflinkimage.mojo.maven;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.impl.DefaultServiceLocator;
import org.eclipse.aether.metadata.Metadata;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorPolicy;
import org.eclipse.aether.spi.connector.ArtifactDownload;
import org.eclipse.aether.spi.connector.ArtifactUpload;
import org.eclipse.aether.spi.connector.MetadataDownload;
import org.eclipse.aether.spi.connector.MetadataUpload;
import org.eclipse.aether.spi.connector.RepositoryConnector;
import org.eclipse.aether.spi.connector.RepositoryConnectorFactory;
import org.eclipse.aether.transfer.ArtifactNotFoundException;
import org.eclipse.aether.transfer.ArtifactTransferException;
import org.eclipse.aether.transfer.MetadataNotFoundException;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import org.jspecify.annotations.Nullable;
import org.pyflinkimage.spec.MavenCoordinates;

/** A repository of POMs and tiny jars in a folder, Maven's own resolver for it, and a local repository beside it. */
final class FolderRepository {

    /** What it is declared as. */
    final RemoteRepository remote;

    private final Path folder;
    private final Path local;
    /** The place in the repository from where it is out of order; empty where it is not. */
    private String broken = "";

    FolderRepository(Path parent) {
        folder = parent.resolve("remote");
        local = parent.resolve("local");
        remote = new RemoteRepository.Builder("team", "default", folder.toUri().toString()).build();
    }

    /**
     * Publishes a jar.
     *
     * @param dependencies each {@code group:artifact:version}, then {@code scope}, {@code optional}, {@code type=pom}, all apart by blanks
     */
    FolderRepository has(String coordinates, String... dependencies) {
        MavenCoordinates jar = MavenCoordinates.parse(coordinates).orElseThrow();
        pom(coordinates, dependencies);
        Path file = folder.resolve(jar.path());
        try (JarOutputStream zip = new JarOutputStream(Files.newOutputStream(file))) {
            ZipEntry entry = new ZipEntry("name.txt");
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(coordinates.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Publishes a POM alone. */
    FolderRepository pom(String coordinates, String... dependencies) {
        MavenCoordinates jar = MavenCoordinates.parse(coordinates).orElseThrow();
        String text = Stream.of(dependencies)
                .map(FolderRepository::dependency)
                .collect(Collectors.joining("", "<dependencies>", "</dependencies>"));
        return write(jar, text);
    }

    /** Publishes a POM that says of a jar that it has another name now. */
    FolderRepository moved(String coordinates, String group) {
        return write(
                MavenCoordinates.parse(coordinates).orElseThrow(),
                "<distributionManagement><relocation><groupId>%s</groupId></relocation></distributionManagement>"
                        .formatted(group));
    }

    private FolderRepository write(MavenCoordinates jar, String inner) {
        try {
            Path file = folder.resolve(jar.path().replaceFirst("jar$", "pom"));
            Files.createDirectories(file.getParent());
            Files.writeString(file, """
                    <project><modelVersion>4.0.0</modelVersion>
                    <groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</project>
                    """.formatted(jar.groupId(), jar.artifactId(), jar.version(), inner));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String dependency(String text) {
        List<String> words = List.of(text.split(" +"));
        MavenCoordinates jar = MavenCoordinates.parse(words.get(0)).orElseThrow();
        String more = words.stream()
                .skip(1)
                .map(word -> word.equals("optional")
                        ? "<optional>true</optional>"
                        : word.startsWith("type=")
                                ? "<type>%s</type>".formatted(word.substring(5))
                                : "<scope>%s</scope>".formatted(word)
                                        + (word.equals("system") ? "<systemPath>/tools.jar</systemPath>" : ""))
                .collect(Collectors.joining());
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>"
                .formatted(jar.groupId(), jar.artifactId(), jar.version(), more);
    }

    /** From now on what lies below a path is not to be had, for another reason than that it is not there. */
    void breakBelow(String path) {
        broken = path;
    }

    /** Maven's resolver, which reaches nothing but this repository. */
    @SuppressWarnings("deprecation") // The way without an injector.
    RepositorySystem system() {
        DefaultServiceLocator locator = MavenRepositorySystemUtils.newServiceLocator();
        locator.setServices(RepositoryConnectorFactory.class, new Connectors());
        return locator.getService(RepositorySystem.class);
    }

    /** As Maven has one for a build. */
    RepositorySystemSession session(RepositorySystem system, boolean offline) {
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setOffline(offline);
        session.setSystemProperty("java.version", "17");
        session.setSystemProperty("env.TOKEN", "s3cret");
        session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(
                ArtifactDescriptorPolicy.IGNORE_MISSING | ArtifactDescriptorPolicy.IGNORE_INVALID));
        session.setLocalRepositoryManager(
                system.newLocalRepositoryManager(session, new LocalRepository(local.toFile())));
        return session;
    }

    private final class Connectors implements RepositoryConnectorFactory {
        @Override
        public RepositoryConnector newInstance(RepositorySystemSession session, RemoteRepository repository) {
            return new Copies(repository);
        }

        @Override
        public float getPriority() {
            return 1;
        }
    }

    /** Takes files out of the folder. */
    private final class Copies implements RepositoryConnector {
        private final RemoteRepository repository;

        Copies(RemoteRepository repository) {
            this.repository = repository;
        }

        @Override
        public void get(
                @Nullable Collection<? extends ArtifactDownload> artifacts,
                @Nullable Collection<? extends MetadataDownload> metadata) {
            Optional.ofNullable(artifacts).ifPresent(all -> all.forEach(this::copy));
            Optional.ofNullable(metadata).ifPresent(all -> all.forEach(this::refuse));
        }

        private void copy(ArtifactDownload download) {
            Artifact artifact = download.getArtifact();
            String classifier = artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier();
            String path = "%s/%s/%s/%s-%s%s.%s"
                    .formatted(
                            artifact.getGroupId().replace('.', '/'),
                            artifact.getArtifactId(),
                            artifact.getVersion(),
                            artifact.getArtifactId(),
                            artifact.getVersion(),
                            classifier,
                            artifact.getExtension());
            if (!broken.isEmpty() && path.startsWith(broken)) {
                download.setException(new ArtifactTransferException(artifact, repository, "Connection refused"));
            } else if (!Files.isRegularFile(folder.resolve(path))) {
                download.setException(new ArtifactNotFoundException(artifact, repository));
            } else if (!download.isExistenceCheck()) {
                try {
                    Files.createDirectories(download.getFile().toPath().getParent());
                    Files.copy(folder.resolve(path), download.getFile().toPath());
                } catch (IOException e) {
                    download.setException(new ArtifactTransferException(artifact, repository, e));
                }
            }
        }

        private void refuse(MetadataDownload download) {
            Metadata metadata = download.getMetadata();
            download.setException(new MetadataNotFoundException(metadata, repository));
        }

        @Override
        public void put(
                @Nullable Collection<? extends ArtifactUpload> artifacts,
                @Nullable Collection<? extends MetadataUpload> metadata) {
            throw new UnsupportedOperationException("nothing is published here");
        }

        @Override
        public void close() {}
    }
}
