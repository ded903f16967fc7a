using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>Log messages of partitions, ids 21000 to 21999.</summary>
internal static partial class PartitionLog
{
    [LoggerMessage(21000, LogLevel.Warning,
        "This role may not create partitions of {Table}: its rows go to the default partition once the days made ahead "
        + "are used up. Run `valhalla db apply` as the owner of the tables, at least once a week.")]
    public static partial void MayNotCreate(ILogger logger, string table);

    [LoggerMessage(21001, LogLevel.Warning,
        "Partitions for the coming days could not be made, {Failures} times in a row, and it is tried again: {Error} "
        + "Nothing is lost: rows without a partition go to the default one.")]
    public static partial void Failed(ILogger logger, Exception? exception, int failures, string error);
}
