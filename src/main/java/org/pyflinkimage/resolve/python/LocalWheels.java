package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pyflinkimage.fetch.ArtifactStore;
import org.pyflinkimage.resolve.sources.SourceProject;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Scratch;
import org.pyflinkimage.system.WholeFile;
import org.pyflinkimage.value.Sha256;

/** The wheels that a lock file has at addresses on this machine's disk, as they are now: files, and what folders of sources make. */
public final class LocalWheels {

    private final ArtifactStore store;
    private final Workspaces workspaces = new Workspaces();

    /** @param store gets the wheels that are made */
    public LocalWheels(ArtifactStore store) {
        this.store = store;
    }

    /**
     * A wheel's file; empty where nothing is there, or a folder whose wheel has another name by now.
     *
     * @param fileName the wheel's own name
     */
    public Optional<Path> file(URI address, String fileName) {
        if (!"file".equals(address.getScheme())) {
            return Optional.empty();
        }
        Path path = Path.of(address).normalize();
        if (!Files.isDirectory(path)) {
            return Optional.of(path).filter(Files::isRegularFile);
        }
        return SourceProject.read(path)
                .project()
                .filter(project -> project.wheelName().equals(fileName))
                .map(this::made);
    }

    /**
     * Where a folder of sources takes what it requires from, one line for each: its wheel does not say. None of a file, and where an index
     * is asked for all of it.
     */
    public List<String> places(URI address) {
        if (!"file".equals(address.getScheme())) {
            return List.of();
        }
        Path folder = Path.of(address).toAbsolutePath().normalize();
        return Optional.of(folder)
                .filter(Files::isDirectory)
                .flatMap(path -> SourceProject.read(path).project())
                .map(project -> FolderSources.of(folder, project, workspaces).lines(folder))
                .orElse(List.of());
    }

    private Path made(SourceProject project) {
        try (Scratch scratch = Scratch.create()) {
            Path wheel = scratch.resolve("made.whl");
            try {
                project.write(wheel);
                return store.put(Sha256.of(wheel), Files.size(wheel), target -> WholeFile.copy(wheel, target));
            } catch (IOException e) {
                throw DiskFailure.temporary(scratch.folder(), e).toException(e);
            }
        }
    }
}
