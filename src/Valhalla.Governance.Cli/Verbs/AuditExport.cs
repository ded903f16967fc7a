using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>Writes the audit page by page, so that its length does not matter.</summary>
internal static class AuditExport
{
    private const string FirstPage = "?limit=1000";

    public static async Task<int> RunAsync(VerbCall call, string? file)
    {
        if (file is null)
        {
            return await WriteAsync(call, call.Run.Terminal.Out);
        }

        var path = Path.GetFullPath(file, call.Run.Terminal.Folder);
        if (File.Exists(path))
        {
            throw NotUsable(path, "it exists already", cause: null);
        }

        try
        {
            return await WriteFileAsync(call, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotUsable(path, error.Message, error);
        }
    }

    /// <summary>Writes under another name first, so that a file of the name that was asked for is complete.</summary>
    private static async Task<int> WriteFileAsync(VerbCall call, string path)
    {
        var partial = path + ".partial";
        try
        {
            int code;
            await using (var writer = new StreamWriter(new FileStream(partial, FileMode.Create)))
            {
                code = await WriteAsync(call, writer);
            }

            if (code == ExitCodes.Ok)
            {
                File.Move(partial, path, overwrite: false);
            }

            return code;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static CliException NotUsable(string path, string why, Exception? cause) => new(
        CliErrors.FileNotUsable, $"Nothing was exported to {path}: {why}. Name another file.", cause);

    private static async Task<int> WriteAsync(VerbCall call, TextWriter writer)
    {
        for (var query = FirstPage; query is not null;)
        {
            var page = await call.Api.GetAsync(AuditVerbs.ListPath + query);
            if (!page.IsSuccess)
            {
                return await call.RefuseAsync(page);
            }

            foreach (var record in page.Json.Items())
            {
                await writer.WriteAsync(record.ToJsonString() + "\n");
            }

            query = page.NextQuery;
        }

        return ExitCodes.Ok;
    }
}
