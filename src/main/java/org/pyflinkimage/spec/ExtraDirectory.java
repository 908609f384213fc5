package org.pyflinkimage.spec;

import java.nio.file.Path;
import java.util.List;
import org.pyflinkimage.value.UnixPath;

/**
 * A folder whose files an image gets at a place of their own.
 *
 * @param from where they lie on this machine; absolute
 * @param into where they lie in the image
 * @param choice which of them; where {@code includes} name any, no others
 * @param permissions of some of them; of several that name a file the last counts
 * @param owner of the files, and of those folders that nothing else brings
 */
public record ExtraDirectory(
        Path from, UnixPath into, JobChoice choice, List<Permission> permissions, ContainerUser owner) {

    private static final int OF_FILES = 0644;
    private static final int OF_FOLDERS = 0755;

    public ExtraDirectory {
        permissions = List.copyOf(permissions);
    }

    /**
     * Who may do what.
     *
     * @param files by their paths in the image, from its root on
     * @param mode the permission bits, without those for set-user-id, set-group-id and sticky: {@code 0755}
     */
    public record Permission(FilePattern files, int mode) {

        /** Whether it is for that file or folder of an image. */
        public boolean isOf(UnixPath path, boolean folder) {
            return files.matches(path.relative(), folder);
        }
    }

    /** The permission bits of a file in the image; a disk does not count, on which they depend on system and checkout. */
    public int modeOfFile(UnixPath path) {
        return mode(path, false, OF_FILES);
    }

    /** The permission bits of a folder in the image, where nothing else brings it. */
    public int modeOfFolder(UnixPath path) {
        return mode(path, true, OF_FOLDERS);
    }

    private int mode(UnixPath path, boolean folder, int otherwise) {
        return permissions.stream()
                .filter(permission -> permission.isOf(path, folder))
                .map(Permission::mode)
                .reduce(otherwise, (before, last) -> last);
    }
}
