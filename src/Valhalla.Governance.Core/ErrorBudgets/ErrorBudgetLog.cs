using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Log messages of error budgets, ids 16000 to 16099.</summary>
internal static partial class ErrorBudgetLog
{
    [LoggerMessage(
        16000,
        LogLevel.Error,
        "Counting for error budgets failed, {Failures} times in a row; trying again: {Error}")]
    public static partial void RoundFailed(ILogger logger, Exception? exception, int failures, string error);
}
