using System.Text;

namespace Valhalla.Governance.Soak.Faults;

/// <summary>
/// A file that takes each answer before its caller counts it. What was written survives <c>kill -9</c>, because the
/// operating system has it. Thread-safe.
/// </summary>
internal sealed class AcknowledgementLog(string path) : IDisposable
{
    private readonly FileStream _file = new(
        path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly Lock _lock = new();

    public void Add(Acknowledgement acknowledgement)
    {
        var line = Encoding.ASCII.GetBytes(acknowledgement.ToLine());
        lock (_lock)
        {
            _file.Write(line);
        }
    }

    /// <summary>Reads what was logged so far; a line that is not complete was not acknowledged.</summary>
    public static IReadOnlyList<Acknowledgement> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.ASCII);
        var text = reader.ReadToEnd();
        return
        [
            .. text[..(text.LastIndexOf('\n') + 1)]
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(Acknowledgement.Parse),
        ];
    }

    public void Dispose() => _file.Dispose();
}
