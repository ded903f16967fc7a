namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>How the files at the paths of a database stand to those that are open.</summary>
internal enum SqliteFilesStatus
{
    /// <summary>They are the same.</summary>
    InPlace = 0,

    /// <summary>The log is shorter than it was: after a checkpoint, or cut by somebody.</summary>
    LogShorter,

    /// <summary>The log is gone. What it holds can still be brought into the database file.</summary>
    LogLost,

    /// <summary>Another log is there, with content: nobody knows which of the two is right.</summary>
    LogReplaced,

    /// <summary>The log's index is gone or another one. It is made from the log anew.</summary>
    IndexLost,

    /// <summary>Nothing is at the path, or an empty file.</summary>
    FileLost,

    /// <summary>The file was moved and a link to it put in its place: its log would be looked for beside the new
    /// one.</summary>
    FileLinked,

    /// <summary>The file is shorter than it was: after VACUUM, or cut or overwritten by somebody.</summary>
    FileShorter,

    /// <summary>Another file is there, beside the log of the old one.</summary>
    FileReplacedBesideOldLog,

    /// <summary>Another file is there.</summary>
    FileReplaced,
}
