namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// The three files of a database that is open, and which files they were when it was opened. Someone holds the
/// database open meanwhile, so SQLite itself takes none of them away. Thread-safe.
/// </summary>
internal sealed class SqliteFiles
{
    private readonly string _path;
    private readonly string _resolved;
    private readonly string _log;
    private readonly string _index;
    private readonly byte[] _encodedPath;

    // Null where the path itself is the file.
    private readonly byte[]? _encodedLink;
    private readonly byte[] _encodedLog;
    private readonly byte[] _encodedIndex;
    private readonly FileMark _openFile;
    private readonly FileMark _openLog;
    private readonly FileMark _openIndex;
    private long _fileLength;
    private long _logLength;

    /// <param name="path">As it was named; a link that is turned to another file is noticed.</param>
    /// <param name="resolved">As SQLite opened it: its log is beside that one.</param>
    public SqliteFiles(string path, string resolved)
    {
        (_path, _resolved, _log, _index) = (path, resolved, resolved + "-wal", resolved + "-shm");
        (_encodedPath, _encodedLog, _encodedIndex) =
            (FileMark.Encode(_resolved), FileMark.Encode(_log), FileMark.Encode(_index));
        _encodedLink = string.Equals(path, resolved, StringComparison.Ordinal) ? null : FileMark.Encode(path);
        _openFile = FileMark.Read(_encodedPath, _resolved, out _fileLength, followLinks: false);
        _openLog = FileMark.Read(_encodedLog, _log, out _logLength);
        _openIndex = FileMark.Read(_encodedIndex, _index, out _);
    }

    public bool WereAllThere => _openFile.Exists && _openLog.Exists && _openIndex.Exists;

    /// <summary>
    /// Looks at the paths. Three calls of the operating system, one more where the file is named by a link; nothing
    /// allocated.
    /// </summary>
    public SqliteFilesStatus Look()
    {
        var file = FileMark.Read(_encodedPath, _resolved, out var length, followLinks: false);
        var log = FileMark.Read(_encodedLog, _log, out var logLength);
        var named = _encodedLink is null ? file : FileMark.Read(_encodedLink, _path, out length);
        if (!file.Exists || !named.Exists || length == 0)
        {
            return SqliteFilesStatus.FileLost;
        }

        if (named != _openFile || file != _openFile)
        {
            if (FileMark.Read(_encodedPath, _resolved, out _) == _openFile
                && (_encodedLink is null || named == _openFile))
            {
                return SqliteFilesStatus.FileLinked;
            }

            // SQLite would read the old file's log into the new one.
            return log == _openLog ? SqliteFilesStatus.FileReplacedBesideOldLog : SqliteFilesStatus.FileReplaced;
        }

        if (log != _openLog)
        {
            return logLength == 0 ? SqliteFilesStatus.LogLost : SqliteFilesStatus.LogReplaced;
        }

        if (FileMark.Read(_encodedIndex, _index, out _) != _openIndex)
        {
            return SqliteFilesStatus.IndexLost;
        }

        var known = Volatile.Read(ref _fileLength);
        if (length < known)
        {
            return SqliteFilesStatus.FileShorter;
        }

        if (length > known)
        {
            Volatile.Write(ref _fileLength, length);
        }

        known = Volatile.Read(ref _logLength);
        if (logLength < known)
        {
            return SqliteFilesStatus.LogShorter;
        }

        if (logLength > known)
        {
            Volatile.Write(ref _logLength, logLength);
        }

        return SqliteFilesStatus.InPlace;
    }

    /// <summary>How long the file is.</summary>
    public long ReadFileLength()
    {
        _ = FileMark.Read(_encodedPath, _resolved, out var length, followLinks: false);
        return length;
    }

    /// <summary>How many pages the database has by the last commit in the log; 0 where the log is empty.</summary>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public long ReadPagesByLog() => WriteAheadLog.ReadPageCount(_log);

    /// <summary>Takes the file's length as it is: it was made shorter in good order.</summary>
    public void AcceptFileLength() => Volatile.Write(ref _fileLength, ReadFileLength());

    /// <summary>Takes the log's length as it is: it was made shorter in good order.</summary>
    public void AcceptLogLength()
    {
        _ = FileMark.Read(_encodedLog, _log, out var length);
        Volatile.Write(ref _logLength, length);
    }
}
