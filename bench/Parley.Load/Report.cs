using System.Globalization;

namespace Parley.Load;

/// <summary>Figures as lines that a program can read: <c>name value unit</c>.</summary>
public static class Report
{
    public static void Line(string name, double value, string unit)
    {
        var digits = Math.Abs(value) >= 100 ? "0" : "0.###";
        Console.WriteLine($"{name} {value.ToString(digits, CultureInfo.InvariantCulture)} {unit}");
    }

    public static int Fail(string message)
    {
        Console.WriteLine($"FAILED: {message}");

        return 1;
    }
}
