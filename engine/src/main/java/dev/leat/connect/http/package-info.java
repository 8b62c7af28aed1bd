/** JSON over REST as a source: endpoints as entities, read page by page. */
package dev.leat.connect.http;
