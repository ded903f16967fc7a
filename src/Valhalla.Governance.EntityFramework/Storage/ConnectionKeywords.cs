using System.Data.Common;

namespace Valhalla.Governance.EntityFramework;

/// <summary>Names what is wrong in a connection string, and never what could be a part of its password.</summary>
internal static class ConnectionKeywords
{
    /// <summary>What drivers throw for a keyword or a value that they do not take.</summary>
    public static bool IsRefusal(Exception exception) => exception is ArgumentException or FormatException
        or OverflowException or InvalidCastException or KeyNotFoundException or NotSupportedException
        or InvalidOperationException;

    /// <summary>The first keyword that a driver does not take, or whose value it does not take.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="driver">An empty builder of the driver.</param>
    /// <returns>
    /// Null when there is none, and for a word that may be the rest of a password in which a ';' was not quoted.
    /// </returns>
    public static string? FindRefused(string text, DbConnectionStringBuilder driver)
    {
        var given = new DbConnectionStringBuilder();
        try
        {
            given.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            return null;
        }

        var passwordSeen = false;
        foreach (var keyword in given.Keys.Cast<string>())
        {
            try
            {
                driver[keyword] = given[keyword];
            }
            catch (Exception exception) when (IsRefusal(exception))
            {
                return passwordSeen && !IsKnown(driver, keyword) ? null : keyword;
            }

            passwordSeen |= keyword.StartsWith("pass", StringComparison.OrdinalIgnoreCase)
                || keyword.StartsWith("pwd", StringComparison.OrdinalIgnoreCase)
                || keyword.StartsWith("psw", StringComparison.OrdinalIgnoreCase);
        }

        return null;
    }

    /// <summary>The refusal of a setting that the driver takes and the store cannot work with.</summary>
    public static ValhallaConfigurationException Refusal(string name, string why, string remedy) => new(
        StorageErrors.ConnectionSettingRefused,
        $"The connection string of the database sets {name}, which cannot be honoured: {why}. {remedy}.");

    private static bool IsKnown(DbConnectionStringBuilder driver, string keyword)
    {
        try
        {
            _ = driver[keyword];
            return true;
        }
        catch (Exception exception) when (IsRefusal(exception))
        {
            return false;
        }
    }
}
