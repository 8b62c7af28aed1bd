/** Redis: a cache of look-ups, and rows as entries by key. */
package dev.leat.connect.redis;
