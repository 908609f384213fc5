package org.pyflinkimage.resolve.python;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.pyflinkimage.resolve.sources.SourceProject;
import org.pyflinkimage.system.DiskFailure;
import org.pyflinkimage.system.Scratch;

/** The wheels that stand for folders of sources while versions are chosen: uv is given no folder, which it would build. */
final class FolderWheels {

    private final Scratch scratch;
    private final Map<Path, URI> wheelByFolder = new HashMap<>();
    private final Map<URI, Path> folderByWheel = new HashMap<>();

    FolderWheels(Scratch scratch) {
        this.scratch = scratch;
    }

    /** The address of a folder's wheel, which is made now. */
    String address(Path folder, SourceProject project) {
        return wheelByFolder
                .computeIfAbsent(folder, key -> make(folder, project))
                .toString();
    }

    private URI make(Path folder, SourceProject project) {
        Path wheel = scratch.folder("folder-%s".formatted(wheelByFolder.size())).resolve(project.wheelName());
        try {
            project.write(wheel);
        } catch (IOException e) {
            throw DiskFailure.temporary(scratch.folder(), e).toException(e);
        }
        URI address = wheel.toAbsolutePath().normalize().toUri();
        folderByWheel.put(address, folder);
        return address;
    }

    /** A chosen file with the address that a lock file has of it: of such a wheel, its folder's. */
    DistributionFile locked(DistributionFile file) {
        return file.at(locked(file.address()));
    }

    /** The address in a lock file of what lies at an address. */
    URI locked(URI address) {
        Path folder = folderByWheel.get(address);
        return folder == null ? address : addressOf(folder);
    }

    /** What every path of a lock file needs is a name; a dot in the folder is the folder. */
    static URI addressOf(Path folder) {
        String address = folder.toUri().toString();
        return URI.create(address + (address.endsWith("/") ? "." : "/."));
    }
}
