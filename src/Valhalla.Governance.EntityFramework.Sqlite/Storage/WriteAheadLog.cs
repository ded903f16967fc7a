using System.Buffers.Binary;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>Reads SQLite's log from outside. SQLite holds no locks on it that closing it here would give up.</summary>
internal static class WriteAheadLog
{
    // As https://sqlite.org/fileformat2.html#the_write_ahead_log has it.
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const int PageSizeAt = 8;
    private const int SaltsAt = 16;
    private const int PagesAfterCommitAt = 4;
    private const int FrameSaltsAt = 8;

    /// <summary>
    /// How many pages the database has after the last commit in the log, checkpointed or not; 0 without one.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static long ReadPageCount(string path)
    {
        using var log = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> header = stackalloc byte[HeaderBytes];
        Span<byte> frame = stackalloc byte[FrameHeaderBytes];
        if (RandomAccess.Read(log, header, 0) < HeaderBytes)
        {
            return 0;
        }

        var (pages, at) = (0u, (long)HeaderBytes);
        var frameBytes = FrameHeaderBytes + (long)BinaryPrimitives.ReadUInt32BigEndian(header[PageSizeAt..]);
        var salts = header.Slice(SaltsAt, 8);

        // Frames behind those with the salts of the header are of an earlier round.
        while (RandomAccess.Read(log, frame, at) == FrameHeaderBytes
            && frame.Slice(FrameSaltsAt, 8).SequenceEqual(salts))
        {
            var afterCommit = BinaryPrimitives.ReadUInt32BigEndian(frame[PagesAfterCommitAt..]);
            pages = afterCommit == 0 ? pages : afterCommit;
            at += frameBytes;
        }

        return pages;
    }
}
