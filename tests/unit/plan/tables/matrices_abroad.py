"""Matrices in Khmer, Malay, French and Spanish, each with the same plan written by hand in our YAML. All invented."""

from tests.unit.plan.tables.files import Matrix, cells, csv, document, workbook


def bilingual() -> Matrix:
    """English over Khmer headers, Khmer digits, years of the Buddhist era."""
    rows = cells(
        r"""
        ផែនការសកម្មភាពប្រឆាំងការជួញដូរ (ឯកសារសន្មត)
        No. | Goal | Activity | Responsible agency | Timeframe | Budget | Indicator | Baseline | Target
        ល.រ | គោលដៅ | សកម្មភាព | អង្គភាពទទួលខុសត្រូវ | ពេលវេលា | ថវិកា (លានរៀល) | សូចនាករ | ទិន្នន័យគោល |
            តម្លៃគោលដៅ
        ១.១ | គោលដៅទី១៖ បង្ការការជួញដូរ | បណ្តុះបណ្តាលមន្ត្រី ២០០ នាក់ | ក្រសួងមហាផ្ទៃ |
            ត្រីមាសទី១ ឆ្នាំ២៥៦៨ | ១២០ | ចំនួនមន្ត្រី | ០ | ២០០
        ១.២ | ~ | បោះពុម្ពសៀវភៅណែនាំ | ក្រសួងមហាផ្ទៃ និងក្រសួងយុត្តិធម៌ | ២០២៦ | គ្មាន | ~ | ~ | ~
        ២.១ | គោលដៅទី២៖ ការពារជនរងគ្រោះ | បើកមជ្ឈមណ្ឌលថ្មី | ក្រសួងសង្គមកិច្ច | មិថុនា ២០២៥ | ៤៥ | ~ | ~ | ~
        """
    )
    content = workbook({"សន្លឹក១": (rows, ("B4:B5",))})
    return Matrix(
        "bilingual.xlsx",
        content,
        """
meta: {id: bilingual, title: ផែនការសកម្មភាពប្រឆាំងការជួញដូរ (ឯកសារសន្មត), language_of_source: km}
goals:
  - id: '1'
    text: បង្ការការជួញដូរ
    objectives:
      - implicit: true
        activities:
          - id: '1.1'
            code: ១.១
            text: បណ្តុះបណ្តាលមន្ត្រី ២០០ នាក់
            lead: ក្រសួងមហាផ្ទៃ
            responsible: [ក្រសួងមហាផ្ទៃ]
            timeframe: ត្រីមាសទី១ ឆ្នាំ២៥៦៨
            budget: [១២០ លានរៀល]
            indicators: [{text: ចំនួនមន្ត្រី, baseline: ០, target: ២០០}]
          - id: '1.2'
            code: ១.២
            text: បោះពុម្ពសៀវភៅណែនាំ
            responsible: [ក្រសួងមហាផ្ទៃ, ក្រសួងយុត្តិធម៌]
            timeframe: ២០២៦
  - id: '2'
    text: ការពារជនរងគ្រោះ
    objectives:
      - implicit: true
        activities:
          - id: '2.1'
            code: ២.១
            text: បើកមជ្ឈមណ្ឌលថ្មី
            lead: ក្រសួងសង្គមកិច្ច
            responsible: [ក្រសួងសង្គមកិច្ច]
            timeframe: មិថុនា ២០២៥
            budget: [៤៥ លានរៀល]
""",
    )


def malay() -> Matrix:
    """A Malay table in Word with the lead and the others in one cell."""
    rows = cells(
        r"""
        Bil. | Teras Strategik | Objektif | Aktiviti | Tanggungjawab | Tempoh | Petunjuk Prestasi |
            Sasaran 2026
        1.1.1 | Teras 1: Pencegahan | Objektif 1.1: Majikan mematuhi undang-undang | Memeriksa 300 ladang |
            Peneraju: Jabatan Tenaga Kerja\nRakan: Polis, Jabatan Imigresen | Suku pertama 2026 |
            Bilangan ladang | 300
        1.1.2 | ~ | ~ | Mencetak panduan untuk majikan | Kementerian Sumber Manusia | 2025-2026 | ~ | ~
        2.1.1 | Teras 2: Perlindungan | Objektif 2.1: Mangsa selamat | Membuka tiga rumah perlindungan |
            Kementerian Wanita dan Jabatan Kebajikan | Disember 2026 | Bilangan rumah | 3
        """
    )
    return Matrix(
        "malay.docx",
        document(["Pelan Tindakan Rekaan 2025-2026", (rows, ((1, 1, 2, 1), (1, 2, 2, 2)))]),
        """
meta:
  {id: malay, title: Pelan Tindakan Rekaan 2025-2026, language_of_source: ms, period: {start: '2025', end: '2026'}}
goals:
  - id: '1'
    text: Pencegahan
    objectives:
      - id: '1.1'
        text: Majikan mematuhi undang-undang
        activities:
          - id: 1.1.1
            text: Memeriksa 300 ladang
            lead: Jabatan Tenaga Kerja
            responsible: [Jabatan Tenaga Kerja]
            partners: [Polis, Jabatan Imigresen]
            timeframe: Suku pertama 2026
            indicators: [{text: Bilangan ladang, target: '300', target_date: '2026'}]
          - id: 1.1.2
            text: Mencetak panduan untuk majikan
            lead: Kementerian Sumber Manusia
            responsible: [Kementerian Sumber Manusia]
            timeframe: 2025-2026
  - id: '2'
    text: Perlindungan
    objectives:
      - id: '2.1'
        text: Mangsa selamat
        activities:
          - id: 2.1.1
            text: Membuka tiga rumah perlindungan
            responsible: [Kementerian Wanita, Jabatan Kebajikan]
            timeframe: Disember 2026
            indicators: [{text: Bilangan rumah, target: '3', target_date: '2026'}]
""",
    )


def french() -> Matrix:
    """A French workbook with a column of costs for each year and one that sums them up."""
    rows = cells(
        r"""
        Plan d'action inventé contre la traite 2025-2026
        N° | Activités | Structure responsable | Échéance | Coût (EUR) | ~ | ~ | Source de financement |
            Sources de vérification | Observations
        ~ | ~ | ~ | ~ | 2025 | 2026 | Total | ~ | ~ | ~
        Axe 1 : Prévention
        Objectif 1.1 : Les frontières sont sûres
        1.1.1 | Former 120 agents | Direction des frontières | 30 juin 2026 | 10000 | 15000 | 25000 |
            Budget de l'État | Listes de présence | ~
        1.1.2 | Étudier la possibilité d'un numéro vert |
            Ministère de la Justice et Ministère de l'Intérieur | à déterminer | ~ | ~ | ~ | ~ | ~ |
            à revoir
        Axe 2 : Protection
        Objectif 2.1 : Les victimes sont logées
        2.1.1 | Ouvrir deux foyers | Ministère des Foyers | décembre 2026 | ~ | 50 000 | 50 000 |
            Bailleurs | Procès-verbal; photos | ~
        """
    )
    merges = ("E2:G2", *(f"{column}2:{column}3" for column in "ABCDHIJ"), "A4:J4", "A5:J5", "A8:J8", "A9:J9")
    return Matrix(
        "french.xlsx",
        workbook({"Matrice": (rows, merges)}),
        """
meta:
  id: french
  title: Plan d'action inventé contre la traite 2025-2026
  language_of_source: fr
  period: {start: '2025', end: '2026'}
goals:
  - id: '1'
    text: Prévention
    objectives:
      - id: '1.1'
        text: Les frontières sont sûres
        activities:
          - id: 1.1.1
            text: Former 120 agents
            lead: Direction des frontières
            responsible: [Direction des frontières]
            end: 30 juin 2026
            budget: [{money: 10000 EUR, year: '2025'}, {money: 15000 EUR, year: '2026'}]
            money_source: Budget de l'État
            means_of_verification: [Listes de présence]
            columns: {Coût (EUR) / Total: '25000'}
          - id: 1.1.2
            text: Étudier la possibilité d'un numéro vert
            responsible: [Ministère de la Justice, Ministère de l'Intérieur]
            remarks: à revoir
  - id: '2'
    text: Protection
    objectives:
      - id: '2.1'
        text: Les victimes sont logées
        activities:
          - id: 2.1.1
            text: Ouvrir deux foyers
            lead: Ministère des Foyers
            responsible: [Ministère des Foyers]
            end: décembre 2026
            budget: [{money: 50 000 EUR, year: '2026'}]
            money_source: Bailleurs
            means_of_verification: [Procès-verbal, photos]
            columns: {Coût (EUR) / Total: 50 000}
""",
    )


def spanish() -> Matrix:
    """A Spanish CSV with tabs; ditto marks, an unreadable cell, and a target behind the activities."""
    rows = (
        "Plan inventado contra la trata 2025-2028",
        "",
        "Código|Objetivo|Actividad|Institución responsable|Plazo|Indicador|Línea de base (2024)|Meta|"
        "Medios de verificación",
        "1.1|Objetivo 1: Las víctimas son halladas|Capacitar a 80 fiscales|Fiscalía General|diciembre de 2025|"
        "Fiscales capacitados|0|80|Lista de asistencia",
        '1.2||Publicar un protocolo|""""|2026||||Gaceta',
        "2.1|Objetivo 2: Las víctimas son protegidas|Construir un refugio|[ilegible]|2028|Camas|20|60|Acta de entrega",
    )
    return Matrix(
        "spanish.csv",
        csv([row.replace("|", "\t") for row in rows]),
        """
meta:
  id: spanish
  title: Plan inventado contra la trata 2025-2028
  language_of_source: es
  period: {start: '2025', end: '2028'}
goals:
  - implicit: true
    objectives:
      - id: '1'
        text: Las víctimas son halladas
        activities:
          - id: '1.1'
            text: Capacitar a 80 fiscales
            lead: Fiscalía General
            responsible: [Fiscalía General]
            end: diciembre de 2025
            indicators:
              - text: Fiscales capacitados
                baseline: '0'
                baseline_date: '2024'
                target: '80'
                means_of_verification: Lista de asistencia
            means_of_verification: [Lista de asistencia]
          - id: '1.2'
            text: Publicar un protocolo
            lead: Fiscalía General
            responsible: [Fiscalía General]
            end: '2026'
            means_of_verification: [Gaceta]
      - id: '2'
        text: Las víctimas son protegidas
        activities:
          - id: '2.1'
            text: Construir un refugio
            lead: NOT_RETRIEVED
            responsible: NOT_RETRIEVED
            end: '2028'
            indicators:
              - text: Camas
                baseline: '20'
                baseline_date: '2024'
                target: '60'
                means_of_verification: Acta de entrega
            means_of_verification: [Acta de entrega]
""",
    )
