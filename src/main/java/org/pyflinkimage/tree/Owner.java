package org.pyflinkimage.tree;

/**
 * Who owns a node, by number.
 *
 * @param user the user id
 * @param group the group id
 */
public record Owner(int user, int group) {

    /** The superuser. */
    public static final Owner ROOT = new Owner(0, 0);

    @Override
    public String toString() {
        return user + ":" + group;
    }
}
