namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// The three files of a database that is open, and which files they were when it was opened. Someone holds the
/// database open meanwhile, so SQLite itself takes none of them away. Thread-safe.
/// </summary>
internal sealed class SqliteFiles
{
    private readonly string _path;
    private readonly string _log;
    private readonly string _index;
    private readonly byte[] _encodedPath;
    private readonly byte[] _encodedLog;
    private readonly byte[] _encodedIndex;
    private readonly FileMark _openFile;
    private readonly FileMark _openLog;
    private readonly FileMark _openIndex;
    private long _logLength;

    /// <param name="path">As it was named; a link that is turned to another file is noticed.</param>
    /// <param name="resolved">As SQLite opened it: its log is beside that one.</param>
    public SqliteFiles(string path, string resolved)
    {
        (_path, _log, _index) = (path, resolved + "-wal", resolved + "-shm");
        (_encodedPath, _encodedLog, _encodedIndex) =
            (FileMark.Encode(_path), FileMark.Encode(_log), FileMark.Encode(_index));
        _openFile = FileMark.Read(_encodedPath, _path, out _);
        _openLog = FileMark.Read(_encodedLog, _log, out _logLength);
        _openIndex = FileMark.Read(_encodedIndex, _index, out _);
    }

    public bool WereAllThere => _openFile.Exists && _openLog.Exists && _openIndex.Exists;

    /// <summary>Looks at the three paths. Three calls of the operating system, nothing allocated.</summary>
    public SqliteFilesStatus Look()
    {
        var file = FileMark.Read(_encodedPath, _path, out var length);
        var log = FileMark.Read(_encodedLog, _log, out var logLength);
        if (!file.Exists || length == 0)
        {
            return SqliteFilesStatus.FileLost;
        }

        if (file != _openFile)
        {
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

        var known = Volatile.Read(ref _logLength);
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

    /// <summary>Takes the log's length as it is: it was made shorter in good order.</summary>
    public void AcceptLogLength()
    {
        _ = FileMark.Read(_encodedLog, _log, out var length);
        Volatile.Write(ref _logLength, length);
    }
}
